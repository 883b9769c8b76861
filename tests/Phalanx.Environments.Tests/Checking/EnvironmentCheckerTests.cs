namespace Phalanx.Environments.Tests;

public sealed class EnvironmentCheckerTests
{
    [Fact]
    public void An_environment_that_keeps_the_rules_passes_in_one_line()
    {
        CheckReport report = EnvironmentChecker.Check(() => new Corridor());

        report.ThrowIfAny();
        Assert.Empty(report);
        Assert.Equal("environment 'corridor' keeps every rule", report.ToString());
    }

    [Fact]
    public void The_batch_that_the_library_makes_of_single_environments_passes() =>
        Assert.Empty(EnvironmentChecker.Check(count => EnvironmentBatch.Of(() => new Corridor(), count)));

    [Fact]
    public void A_registered_environment_is_looked_at_behind_its_guard()
    {
        EnvironmentRegistry registry = new();
        registry.Register("silent", "a corridor in which nothing is seen", () => new Broken
        {
            Observes = (_, _) => { },
            Counts = (_, values) => values[0] = new float[8].Length,
        });

        CheckReport report = EnvironmentChecker.Check(count => registry.Create("silent", count: count));

        Assert.Equal([("written", false), ("allocation", true)], report.Select(finding => (finding.Rule, finding.IsHint)));
    }

    [Fact]
    public void Continuous_actions_are_checked_too() =>
        Assert.Empty(EnvironmentChecker.Check(count => EnvironmentBatch.Of(() => new Pendulum(), count)));

    [Fact]
    public void ThrowIfAny_names_every_broken_rule_and_no_hint()
    {
        CheckReport report = new("game", [new Finding("a", "first"), new Finding("b", "second", IsHint: true), new Finding("c", "third")]);

        EnvironmentContractException failure = Assert.Throws<EnvironmentContractException>(report.ThrowIfAny);
        Assert.Equal(
            ["environment 'game': it breaks the contract:", "- first", "- third"],
            failure.Message.Split(Environment.NewLine));
        Assert.False(report.Passed);
        Assert.Equal(["broken: first [a]", "hint: second [b]", "broken: third [c]"], report.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void A_report_of_hints_alone_passes()
    {
        CheckReport report = new("game", [new Finding("b", "second", IsHint: true)]);

        report.ThrowIfAny();
        Assert.True(report.Passed);
    }

    /// <summary>A corridor with continuous actions, in the smallest form.</summary>
    private sealed class Pendulum : IEnvironment
    {
        private float _angle;
        private int _steps;

        public EnvironmentSpec Spec { get; } = new()
        {
            Name = "pendulum",
            Agents = 2,
            Actions = ActionSpec.Continuous([-1, 0], [1, 3]),
            ObservationSize = 1,
            StateSize = 1,
            EpisodeLimit = 5,
        };

        public void Reset(ulong seed) => (_angle, _steps) = (seed % 7, 0);

        public StepResult Step(JointAction action)
        {
            _angle += action.Continuous[0] - action.Continuous[3];
            return new StepResult(-Math.Abs(_angle), Truncated: ++_steps == 5);
        }

        public void WriteObservations(Span<float> observations) => observations.Fill(_angle);

        public void WriteState(Span<float> state) => state[0] = _angle;
    }
}
