import { createHmac, randomUUID } from "node:crypto";
import { presentInstallation, presentOrganization, presentUser } from "./present/accounts.ts";
import { presentFullRepository } from "./present/repositories.ts";
import type { Presented } from "./present/accounts.ts";
import { takeId } from "./state.ts";
import type { Account, Installation, Repository } from "./state.ts";
import type { Validator } from "./validate.ts";
import type { World } from "./world.ts";
import type { SentWebhook } from "./served.ts";

/** What became of one webhook. */
export interface Delivery {
  readonly id: number;
  /** X-GitHub-Delivery; a redelivery repeats it. */
  readonly guid: string;
  readonly event: string;
  readonly action: string;
  readonly payload: Presented;
  readonly installationId: number;
  readonly redelivery: boolean;
  readonly deliveredAt: string;
  /**
   * `held`: waits for `release`. `not-subscribed`: the App's `events` leave it out, so GitHub does not send it.
   * `failed`: nobody answered within 10 s, GitHub's limit.
   */
  outcome: "pending" | "held" | "not-subscribed" | "answered" | "failed";
  /** The receiver's status, once answered. */
  status: number | null;
  durationMs: number;
}

export interface WebhookSettings {
  /** Null as long as nobody listens: deliveries fail, as they do on GitHub. */
  url: string | null;
  secret: string;
  held: boolean;
  readonly timeoutMs: number;
}

export interface Webhooks {
  readonly settings: WebhookSettings;
  readonly deliveries: Delivery[];
  /** Sends to the App if it is installed there and subscribed; done when the receiver has answered or given up. */
  readonly send: (hook: Hook) => Promise<Delivery | null>;
  readonly redeliver: (id: number) => Promise<Delivery>;
  /** Sends what was held back, in order. */
  readonly release: () => Promise<void>;
  /** Done when no delivery is under way. */
  readonly idle: () => Promise<void>;
}

interface Hook {
  readonly event: string;
  readonly action: string;
  readonly installation: Installation | undefined;
  readonly repository: Repository | null;
  readonly sender: Account;
  readonly content: Presented;
}

/** Sent to every App, whatever it subscribed to. */
const ALWAYS_SENT = new Set(["installation", "installation_repositories"]);

export function createWebhooks(settings: WebhookSettings, validator: Validator, world: () => World): Webhooks {
  const deliveries: Delivery[] = [];
  const underWay = new Set<Promise<void>>();

  async function send(hook: Hook): Promise<Delivery | null> {
    if (hook.installation === undefined || hook.installation.suspendedAt !== null) return null;
    const payload = payloadOf(world(), hook, hook.installation);
    const { app } = world().state;
    const subscribed = ALWAYS_SENT.has(hook.event) || app.events.includes(hook.event);
    const delivery = record(hook.event, hook.action, payload, hook.installation.id, randomUUID(), false);
    if (!subscribed) {
      delivery.outcome = "not-subscribed";
      return delivery;
    }
    const name = `${hook.event}-${hook.action}`.replaceAll("_", "-") as SentWebhook;
    const error = validator.webhook(name, payload);
    if (error !== null) world().problems.push({ kind: "emulator", where: `webhook ${name}`, message: error });
    if (settings.held) delivery.outcome = "held";
    else await deliver(delivery);
    return delivery;
  }

  function record(
    event: string,
    action: string,
    payload: Presented,
    installationId: number,
    guid: string,
    redelivery: boolean,
  ): Delivery {
    const delivery: Delivery = {
      id: takeId(world().state),
      guid,
      event,
      action,
      payload,
      installationId,
      redelivery,
      deliveredAt: new Date().toISOString(),
      outcome: "pending",
      status: null,
      durationMs: 0,
    };
    deliveries.push(delivery);
    return delivery;
  }

  function deliver(delivery: Delivery): Promise<void> {
    const posting = post(delivery, settings).finally(() => underWay.delete(posting));
    underWay.add(posting);
    return posting;
  }

  return {
    settings,
    deliveries,
    send,
    async redeliver(id) {
      const original = deliveries.find((one) => one.id === id);
      if (original === undefined) throw new Error(`there is no delivery ${id}`);
      const { event, action, payload, installationId, guid } = original;
      const again = record(event, action, payload, installationId, guid, true);
      await deliver(again);
      return again;
    },
    async release() {
      settings.held = false;
      for (const delivery of deliveries.filter((one) => one.outcome === "held")) {
        delivery.outcome = "pending";
        await deliver(delivery);
      }
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function payloadOf(world: World, hook: Hook, installation: Installation): Presented {
  const isOrganization = installation.account.type === "Organization";
  const whole = hook.event === "installation" || hook.event === "installation_repositories";
  return {
    action: hook.action,
    ...hook.content,
    ...(hook.repository === null ? {} : { repository: presentFullRepository(world, hook.repository) }),
    ...(isOrganization && !whole ? { organization: presentOrganization(world, installation.account) } : {}),
    sender: presentUser(world, hook.sender),
    installation: whole
      ? presentInstallation(world, installation)
      : { id: installation.id, node_id: Buffer.from(`I:${installation.id}`).toString("base64url") },
  };
}

async function post(delivery: Delivery, settings: WebhookSettings): Promise<void> {
  const started = performance.now();
  if (settings.url === null) {
    delivery.outcome = "failed";
    return;
  }
  const body = JSON.stringify(delivery.payload);
  const sign = (algorithm: string): string => createHmac(algorithm, settings.secret).update(body).digest("hex");
  try {
    const response = await fetch(settings.url, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(settings.timeoutMs),
      headers: {
        "content-type": "application/json",
        accept: "*/*",
        "user-agent": "GitHub-Hookshot/world",
        "x-github-delivery": delivery.guid,
        "x-github-event": delivery.event,
        "x-github-hook-id": "1",
        "x-github-hook-installation-target-type": "integration",
        "x-hub-signature": `sha1=${sign("sha1")}`,
        "x-hub-signature-256": `sha256=${sign("sha256")}`,
      },
    });
    await response.arrayBuffer();
    delivery.status = response.status;
    delivery.outcome = "answered";
  } catch {
    delivery.outcome = "failed"; // refused, reset or too slow: GitHub notes it and does not try again by itself
  }
  delivery.durationMs = performance.now() - started;
}
