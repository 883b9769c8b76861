using Phalanx.Environments;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public class TrainerContractTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 2)]
    public void An_environment_that_breaks_the_contract_ends_the_run_and_nothing_that_was_saved_is_lost(int environments, int threads)
    {
        using var folder = new TemporaryFolder();
        EnvironmentRegistry sound = With(breaksAfter: int.MaxValue);
        RunSettings settings = SmallRun.Settings("corridor", environments, threads, steps: 900, registry: sound);
        SmallRun.Train(settings, folder.At("sound"), sound);
        using (Trainer trainer = SmallRun.Start(settings, folder.At("broken"), With(breaksAfter: 400 / environments)))
        {
            var breach = Assert.Throws<EnvironmentFaultException>(() => trainer.Run());
            Assert.Contains("corridor", breach.Message, StringComparison.Ordinal);
        }

        Assert.NotEmpty(folder.Names("broken", "checkpoints"));
        SmallRun.Resume(folder.At("broken"), registry: sound);
        SmallRun.AssertEqual(folder.At("sound"), folder.At("broken"));
    }

    private static EnvironmentRegistry With(int breaksAfter)
    {
        var registry = new EnvironmentRegistry();
        registry.Register("corridor", "a walk of some length", () => new Corridor { BreaksAfter = breaksAfter });
        return registry;
    }
}
