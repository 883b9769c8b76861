using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Training;

/// <summary>
/// Tries out, on a few slots in which nothing happens, how much memory the losses of a method take on a tape. All tensors have an axis of slots or of episodes,
/// or none of both, so that four trials tell what a shard of any size takes; no rule for a method, which may be a user's own, could.
/// </summary>
internal static class TapeTrial
{
    // Two numbers of steps, and of episodes that have fewer: so few that they cost nothing, and so many that the rounding of small tensors up to a line of the
    // cache does not matter.
    private const int Few = 8;
    private const int More = 2 * Few;

    /// <summary>What a shard takes on its tape, forward and backward.</summary>
    /// <param name="problem">What is learned. Its parameters may not be drawn yet, and are not changed.</param>
    /// <param name="parts">How many episodes are in the shard.</param>
    /// <param name="steps">How many steps the longest has.</param>
    public static double BytesOf(LearningProblem problem, long parts, long steps)
    {
        (int few, int more) = ((int)Math.Min(Few, steps), (int)Math.Min(More, steps));
        int one = (int)Math.Min(parts, steps < Few || problem.Algorithm.Needs.Source == DataSource.Transitions ? Few : 1);
        return Extrapolated(one, (int)Math.Min(parts, 2 * one), parts, count => Extrapolated(few, more, steps, length => Measure(problem, count, length)));
    }

    /// <summary>What it takes to let the teams of so many environments act.</summary>
    public static double BytesOfActing(LearningProblem problem, long environments)
    {
        (Policy policy, TeamShape team) = (problem.Policy, TeamShape.Of(problem.Spec));
        var tape = new Tape<float> { Records = false };
        int[] last = new int[team.Agents];
        last.AsSpan().Fill(-1);
        (int count, int width) = (team.Entities?.Count ?? 0, team.Entities?.Width ?? 0);
        var entities = new SeenEntities(new float[count * width], new bool[count], new bool[team.Agents * count]);
        AgentInputs<float> inputs = policy.CreateInputs(tape, 1, new float[team.Agents * team.Observation], entities, last);
        _ = policy.Network.Act(tape, inputs, new float[team.Agents * policy.Network.HiddenSize]);
        return (double)BytesOn(tape) * environments;
    }

    /// <summary>The value at a place on the line through two others.</summary>
    private static double Extrapolated(int few, int more, long wanted, Func<int, double> measure)
    {
        double first = measure(few);
        return few == more ? first : first + ((measure(more) - first) / (more - few) * (wanted - few));
    }

    /// <summary>Runs all phases over one shard.</summary>
    /// <returns>The bytes on its tape.</returns>
    internal static double Measure(LearningProblem problem, int parts, int steps)
    {
        Algorithm<float> algorithm = problem.Algorithm;
        var shards = new ReplayShards(Replay(problem.Layout with { EpisodeLimit = steps }, parts), TeamShape.Of(problem.Spec), parts, rows: int.MaxValue, algorithm.Needs);
        shards.Sample(0, 0);
        var tape = new Tape<float>();
        Shard<float> shard = shards.Fill(0, tape) with { Notes = new ShardNotes<float>(algorithm.Figures.Count) };
        foreach (Phase<float> phase in algorithm.Phases)
        {
            var gradients = new Gradients<float>(phase.Group.Online);
            for (int step = phase.PerTimeStep ? shards.Steps - 1 : 0; step >= 0; step--)
            {
                tape.Backward(phase.Loss(shard, tape, step), gradients);
            }
        }

        return BytesOn(tape);
    }

    private static long BytesOn(Tape<float> tape) => (tape.Arena.Rented + tape.Indices.Rented) * sizeof(float);

    /// <summary>Episodes in which all actions are available, all agents live, and nothing else is other than zero.</summary>
    private static EpisodeReplay Replay(EpisodeLayout layout, int episodes)
    {
        var replay = new EpisodeReplay(layout, episodes);
        var writer = new EpisodeWriter(layout);
        int slots = layout.EpisodeLimit + 1;
        foreach (SlotField field in (SlotField[])[SlotFields.AvailableActions, SlotFields.Alive])
        {
            if (writer.Format[field] is { } stored)
            {
                writer.Slots.Rows(stored, 0, slots).Fill(byte.MaxValue);
            }
        }

        for (int i = 0; i < episodes; i++)
        {
            // No two rewards are equal: equal episodes of one step are learned from as one.
            writer.Slots.Rows(writer.Format[SlotFields.Rewards]!, 0, 1)[0] = (byte)i;
            writer.EndLoaded(layout.EpisodeLimit, terminated: false);
            replay.Add(writer);
        }

        return replay;
    }
}
