using System.Text.Json.Nodes;
using Phalanx.Environments;
using Phalanx.Learning.Recording;

namespace Phalanx.Pages.Tests.Replays;

/// <summary>All that an episode holds, as a document: read by the script of the page, and read by the library.</summary>
internal static class RecordDump
{
    /// <summary>What the page's script reads.</summary>
    public const string Script =
        """
        async place => {
          const episode = await player.records[0].episode(place), { header, cast } = episode;
          const each = (count, read) => Array.from({ length: count }, (_, index) => read(index));
          const number = value => Number.isFinite(value) ? value : null;
          const frames = !episode.track ? null : each(episode.steps + 1, step => {
            const now = episode.track.at(step), { grain } = cast.board;
            return { caption: cast.strings[now.caption], items: each(cast.items.length, item => item).filter(item => now.presence[item] !== GONE).map(item => ({
              id: item, role: ROLES[now.role[item]], shape: SHAPES[now.shape[item]], x: now.x[item] * grain, y: now.y[item] * grain, size: now.size[item],
              label: cast.strings[now.label[item]], agent: cast.items[item].agent, entity: cast.items[item].entity, kind: cast.items[item].kind,
              sight: cast.items[item].sight, reach: cast.items[item].reach, cone: cast.items[item].cone, down: now.presence[item] === DOWN,
              target: now.target[item] > 0 ? now.target[item] - 1 : null, facing: now.facing[item] > 0 ? (now.facing[item] - 1) * (2 * Math.PI) / 254 : null,
              to: now.shape[item] === 4 ? [now.endX[item] * grain, now.endY[item] * grain] : null,
              bars: cast.items[item].bars.filter(bar => bar.name && now.bars[item * MOST_BARS + bar.place] >= 0).map(bar => [bar.name, now.bars[item * MOST_BARS + bar.place] / 1024, bar.max]),
            })) };
          });
          return JSON.stringify({
            parts: header.observation_parts.map(part => [part.name, part.offset, part.shape, part.features ?? []]),
            about: [String(episode.about.number), episode.about.seed, episode.steps, episode.about.return, episode.about.end, episode.about.statistics],
            frames, events: episode.events.map(event => [event.step, event.kind, event.actor, event.target, event.amount]),
            rewards: Array.from(episode.rewards, number), joint: episode.joint.map(values => values && Array.from(values, number)),
            actions: episode.actions && Array.from(episode.actions, number),
            available: episode.availableBits && each(episode.steps * header.agents * header.actions,
              index => episode.isAvailable(Math.floor(index / header.actions / header.agents), Math.floor(index / header.actions) % header.agents, index % header.actions)),
            values: episode.hasValues ? each(episode.steps, step => Array.from(episode.values(step), number)) : null,
            observations: episode.observationBytes && each(episode.steps, step => each(header.agents, agent => Array.from(episode.observation(step, agent), number))),
            seen: episode.seenBits && each(episode.steps + 1, step => each(header.agents * header.entities,
              index => episode.sees(step, Math.floor(index / header.entities), index % header.entities))),
          });
        }
        """;

    /// <summary>What the library reads.</summary>
    public static JsonObject Of(RecordHeader header, RecordedEpisode episode)
    {
        EpisodeAbout about = episode.About;
        int steps = episode.Steps;
        return new JsonObject
        {
            ["parts"] = new JsonArray([.. header.ObservationParts.Select(part => new JsonArray(part.Name, part.Offset, Each(part.Shape.Count, at => part.Shape[at]), Each(part.Features.Count, at => part.Features[at])))]),
            ["about"] = new JsonArray($"{about.Number}", about.Seed, steps, Number(about.Return), about.End == EpisodeEnd.Terminated ? "terminated" : "truncated", Numbers([.. about.Statistics])),
            ["frames"] = episode.Cast is null ? null : new JsonArray([.. episode.Frames().Select(frame => new JsonObject
            {
                ["caption"] = frame.Caption,
                ["items"] = new JsonArray([.. frame.Items.Select(Item)]),
            })]),
            ["events"] = new JsonArray([.. episode.Events.Select(happened => new JsonArray(happened.Step, happened.Kind, happened.Actor ?? -1, happened.Target ?? -1, happened.Amount))]),
            ["rewards"] = Each(steps, step => Number(episode.Reward(step))),
            ["joint"] = Each(header.Joint.Count, joint => episode.HasJoint ? Each(steps, step => Number(episode.Joint(joint, step))) : null),
            ["actions"] = !episode.HasActions ? null : Joined(steps, step => Actions(header, episode, step)),
            ["available"] = !episode.HasAvailable ? null : Joined(steps, step => Flags(header.Agents * header.Actions, flags => episode.ReadAvailable(step, flags))),
            ["values"] = !episode.HasValues ? null : Each(steps, step =>
            {
                float[] values = new float[header.Agents * (header.Low.Count > 0 ? 2 * header.Low.Count : header.Actions)];
                episode.ReadValues(step, values);
                return Numbers([.. values.Select(value => (double)value)]);
            }),
            ["observations"] = !episode.HasObservations ? null : Each(steps, step =>
            {
                float[] observed = new float[header.Agents * header.Observation];
                episode.ReadObservations(step, observed);
                return Each(header.Agents, agent => Numbers([.. observed.Skip(agent * header.Observation).Take(header.Observation).Select(value => (double)value)]));
            }),
            ["seen"] = !episode.HasSeen ? null : Each(steps + 1, slot => new JsonArray([.. Flags(header.Agents * header.Entities, flags => episode.ReadSeen(slot, flags))])),
        };
    }

    private static JsonObject Item(FrameItem item) => new()
    {
        ["id"] = item.Id,
        ["role"] = Snake(item.Role.ToString()),
        ["shape"] = Snake(item.Shape.ToString()),
        ["x"] = Number(item.X),
        ["y"] = Number(item.Y),
        ["size"] = Number(item.Size),
        ["label"] = item.Label,
        ["agent"] = item.Agent,
        ["entity"] = item.Entity,
        ["kind"] = item.Kind,
        ["sight"] = item.Sight,
        ["reach"] = item.Reach,
        ["cone"] = item.Cone,
        ["down"] = item.Down,
        ["target"] = item.TargetId,
        ["facing"] = item.Facing,
        ["to"] = item.To is { } to ? new JsonArray(Number(to.X), Number(to.Y)) : null,
        ["bars"] = new JsonArray([.. item.Bars.Select(bar => new JsonArray(bar.Name, bar.Value, bar.Max))]),
    };

    private static IEnumerable<JsonNode?> Actions(RecordHeader header, RecordedEpisode episode, int step)
    {
        if (header.Actions > 0)
        {
            int[] actions = new int[header.Agents];
            episode.ReadActions(step, actions);
            return actions.Select(action => (JsonNode?)action);
        }

        float[] numbers = new float[header.Agents * header.Low.Count];
        episode.ReadContinuousActions(step, numbers);
        return numbers.Select(value => Number(value));
    }

    private static IEnumerable<JsonNode?> Flags(int count, Action<bool[]> read)
    {
        bool[] flags = new bool[count];
        read(flags);
        return flags.Select(flag => (JsonNode?)flag);
    }

    private static JsonArray Joined(int count, Func<int, IEnumerable<JsonNode?>> read) => new([.. Enumerable.Range(0, count).SelectMany(read)]);

    private static JsonArray Each(int count, Func<int, JsonNode?> read) => new([.. Enumerable.Range(0, count).Select(read)]);

    private static JsonArray Numbers(double[] values) => new([.. values.Select(Number)]);

    // JSON of a script has no negative zero.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value + 0.0) : null;

    private static string Snake(string name) => string.Concat(name.Select((sign, place) => char.IsUpper(sign) && place > 0 ? $"_{sign}" : $"{sign}")).ToLowerInvariant();
}
