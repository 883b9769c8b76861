using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.StarCraft.Client;

namespace Phalanx.Testing;

/// <summary>Plays in games of StarCraft II, by random actions that are available.</summary>
internal static class Play
{
    private static readonly StreamPurpose Actions = StreamPurpose.Named("actions of a test");

    public static StarCraftBatch Batch(ScriptedServer server, int count, StarCraftSettings? settings = null, Action<string>? listener = null) =>
        new(server.Plan, settings ?? new StarCraftSettings { RequestTimeout = 20, LaunchTimeout = 20 }, count, server, listener);

    /// <summary>One episode in each environment, together.</summary>
    /// <returns>The return of each.</returns>
    public static IReadOnlyList<double> Episodes(IEnvironmentBatch batch, ulong seed, Action<int, StepResult>? watch = null)
    {
        EnvironmentSpec spec = batch.Spec;
        RandomStream random = new(seed, Actions, 0);
        double[] returns = new double[batch.Count];
        for (int environment = 0; environment < batch.Count; environment++)
        {
            batch.Reset(environment, seed);
        }

        int[] playing = [.. Enumerable.Range(0, batch.Count)];
        bool[] available = new bool[batch.Count * spec.Agents * spec.Actions.Count];
        float[] observations = new float[batch.Count * spec.Agents * spec.ObservationSize];
        int[] actions = new int[batch.Count * spec.Agents];
        StepResult[] results = new StepResult[batch.Count];
        while (playing.Length > 0)
        {
            batch.WriteObservations(playing, observations);
            batch.WriteAvailableActions(playing, available);
            for (int agent = 0; agent < playing.Length * spec.Agents; agent++)
            {
                actions[agent] = Draw(available.AsSpan(agent * spec.Actions.Count, spec.Actions.Count), ref random);
            }

            batch.Step(playing, new JointAction(actions.AsSpan(0, playing.Length * spec.Agents)), results);
            for (int row = 0; row < playing.Length; row++)
            {
                returns[playing[row]] += results[row].Reward;
                watch?.Invoke(playing[row], results[row]);
            }

            playing = [.. playing.Where((_, row) => !results[row].Ended)];
        }

        return returns;
    }

    /// <summary>How many times each game was started anew.</summary>
    public static float[] Restarts(IEnvironmentBatch batch)
    {
        int[] all = [.. Enumerable.Range(0, batch.Count)];
        int width = batch.Spec.Statistics.Count;
        float[] statistics = new float[all.Length * width];
        batch.WriteStatistics(all, statistics);
        return [.. all.Select(environment => statistics[((environment + 1) * width) - 1])];
    }

    // The last one that is available as often as all others together, so that teams attack and battles end.
    private static int Draw(ReadOnlySpan<bool> available, ref RandomStream random)
    {
        int count = available.Count(true);
        int chosen = random.NextInt(2) == 0 ? count - 1 : random.NextInt(count);
        for (int action = 0; ; action++)
        {
            if (available[action] && chosen-- == 0)
            {
                return action;
            }
        }
    }
}
