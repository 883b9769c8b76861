using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Training;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Policies;

public class SavedPolicyTests
{
    private const string Discrete = "corridor";
    private const string Continuous = "corridor-of-numbers";

    private static readonly EnvironmentRegistry Corridors = Registered();

    public static TheoryData<string, string> Names => RegisteredAlgorithmsTests.NamesOn(Discrete, Continuous, Discrete);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_policy_from_a_checkpoint_plays_as_the_run_did_in_the_end_and_so_does_an_acting_team(string algorithm, string environment)
    {
        using var folder = new TemporaryFolder();
        EnvironmentSpec spec = Corridors[environment].SpecOf();
        RunSettings settings = SmallRun.WithStepsThatFit(
            SmallRun.Settings(environment, environments: 4, algorithm: algorithm, registry: Corridors), spec);
        RunSummary summary = SmallRun.Train(settings, folder.At("run"), Corridors);

        using var directory = RunDirectory.OpenToRead(folder.At("run"));
        Policy policy = SavedPolicy.Load(directory.Checkpoints.Latest(), spec, settings, SmallRun.Algorithms);
        using var workers = new WorkerPool(1);
        using var player = new Rollout(Corridors[environment].Create(null, 20), policy, workers);
        Assert.Equal(
            summary.Final, new Evaluator(player, spec.Statistics, settings.Evaluation.Episodes).Test(settings.Training.Seed, -1 - summary.TEnv));
        AssertActs(policy, Greedy(environment, policy, workers));

        // The best action is often the same for any observation. An action that depends on every bit of the outputs is not.
        Policy byTheBits = policy with { Rule = new ByTheBits() };
        int kinds = AssertActs(byTheBits, Greedy(environment, byTheBits, workers));
        Assert.True(kinds > 7, $"A team that did only {kinds} things was hardly tried.");
    }

    /// <summary>Greedy episodes with all that was shown, and with what was done.</summary>
    private static EpisodeReplay Greedy(string environment, Policy policy, WorkerPool workers)
    {
        const int Count = 20;
        EpisodeLayout layout = new DataNeeds { Entities = true }.LayoutIn(Corridors[environment].SpecOf());
        var recorder = new EpisodeRecorder(layout, Count);
        var replay = new EpisodeReplay(layout, Count);
        using var rollout = new Rollout(Corridors[environment].Create(null, Count), policy, workers);
        rollout.Play(new Round(5, RoundPurpose.Evaluation, 0, Count, RunProgress.Test()), recorder);
        replay.Add(recorder);
        return replay;
    }

    /// <summary>With the same inputs an acting team takes the same actions, and allocates nothing after its first step.</summary>
    /// <returns>How many different things it did.</returns>
    private static int AssertActs(Policy policy, EpisodeReplay played)
    {
        var acting = new ActingTeam(policy);
        var shown = new RecordedStep(acting.Team);
        HashSet<string> done = [];
        for (int episode = 0; episode < played.Count; episode++)
        {
            acting.Begin();
            for (int step = 0; step < played[episode].Length; step++)
            {
                shown.Read(played[episode], step);
                long before = GC.GetAllocatedBytesForCurrentThread();
                shown.Act(acting);
                Assert.Equal(0, (episode, step) == (0, 0) ? 0 : GC.GetAllocatedBytesForCurrentThread() - before);
                Assert.Equal(shown.Recorded, shown.Done);
                done.Add(string.Join(' ', shown.Done));
            }
        }

        return done.Count;
    }

    private static EnvironmentRegistry Registered()
    {
        var registry = new EnvironmentRegistry();
        registry.Register(Discrete, "a walk of some length", () => new Corridor());
        registry.Register(Continuous, "the same with numbers for actions", () => new Corridor(ActionSpec.Continuous([-1, 0], [1, 5])));
        return registry;
    }

    private sealed class ByTheBits : IActionRule
    {
        public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream)
        {
            uint bits = 0;
            foreach (float output in outputs)
            {
                bits = (bits * 31) + BitConverter.SingleToUInt32Bits(output);
            }

            int action = (int)(bits / 64 % available.Length);
            while (!available[action])
            {
                action = (action + 1) % available.Length;
            }

            return action;
        }
    }
}
