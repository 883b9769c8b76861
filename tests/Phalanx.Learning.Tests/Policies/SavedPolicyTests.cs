using Phalanx.Environments;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Runs;
using Phalanx.Learning.Tests.Training;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Policies;

public class SavedPolicyTests
{
    [Theory]
    [MemberData(nameof(RegisteredAlgorithmsTests.Names), MemberType = typeof(RegisteredAlgorithmsTests))]
    public void A_policy_from_a_checkpoint_plays_as_the_run_did_in_the_end(string algorithm, string environment)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = RegisteredAlgorithmsTests.SettingsOf(algorithm, environment);
        RunSummary summary = SmallRun.Train(settings, folder.At("run"));

        using var directory = RunDirectory.OpenToRead(folder.At("run"));
        IEnvironmentBatch environments = EnvironmentRegistry.WithBuiltIns().Create(settings.EnvironmentName, settings.Env, settings.Evaluation.Episodes);
        Policy policy = SavedPolicy.Load(directory.Checkpoints.Latest(), environments.Spec, settings, SmallRun.Algorithms);
        using var workers = new WorkerPool(1);
        Assert.Equal(
            summary.Final, new Evaluator(environments, policy, workers, settings.Evaluation.Episodes).Test(settings.Training.Seed, -1 - summary.TEnv));
    }

    [Fact]
    public void A_team_at_work_does_what_rollouts_do_and_allocates_nothing()
    {
        using var team = new CorridorTeam();
        EpisodeReplay played = team.Played(20, exploration: 0);
        var acting = new ActingTeam(team.Policy);
        IEnvironmentBatch corridor = EnvironmentBatch.Of(() => new Corridor(), 1);
        EnvironmentSpec spec = corridor.Spec;
        float[] observations = new float[spec.Agents * spec.ObservationSize];
        bool[] available = new bool[spec.Agents * spec.Actions.Count];
        int[] actions = new int[spec.Agents];
        int[] recorded = new int[spec.Agents];
        for (int episode = 0; episode < played.Count; episode++)
        {
            acting.Begin();
            for (int step = 0; step < played[episode].Length; step++)
            {
                played[episode].ReadObservations(step, observations);
                played[episode].ReadAvailableActions(step, available);
                played[episode].ReadActions(step, recorded);
                long before = GC.GetAllocatedBytesForCurrentThread();
                acting.Act(observations, available, actions);
                Assert.Equal(0, episode == 0 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before);
                Assert.Equal(recorded, actions);
            }
        }
    }
}
