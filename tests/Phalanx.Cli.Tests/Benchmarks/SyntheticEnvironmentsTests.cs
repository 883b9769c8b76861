using Phalanx.Cli.Benchmarks;
using Phalanx.Environments;

namespace Phalanx.Cli.Tests.Benchmarks;

public class SyntheticEnvironmentsTests
{
    public static TheoryData<string> Shapes => [.. LearnerShape.Measured.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Synthetic_environments_keep_every_rule_of_environments(string name)
    {
        LearnerShape shape = LearnerShape.Measured.Single(shape => shape.Name == name);
        foreach (bool ragged in (bool[])[false, true])
        {
            EnvironmentChecker.Check(count => EnvironmentBatch.Guarded(new SyntheticEnvironments(shape, count, ragged))).ThrowIfAny();
        }
    }

    [Fact]
    public void Episodes_are_as_long_as_the_limit_or_end_anywhere()
    {
        LearnerShape shape = LearnerShape.Measured[0];
        Assert.All(Lengths(ragged: false), length => Assert.Equal(shape.Steps, length));
        int[] ragged = Lengths(ragged: true);
        Assert.All(ragged, length => Assert.InRange(length, 1, shape.Steps));
        Assert.InRange(ragged.Average(), 0.4 * shape.Steps, 0.6 * shape.Steps);

        int[] Lengths(bool ragged) => [.. Enumerable.Range(0, 200).Select(seed => LengthOf(new SyntheticEnvironments(shape, 1, ragged), (ulong)seed))];
    }

    [Fact]
    public void About_half_of_the_entities_are_hidden_and_others_at_every_step()
    {
        LearnerShape shape = LearnerShape.Measured[1];
        var environment = new SyntheticEnvironments(shape, 1);
        environment.Reset(0, 7);
        float[] rows = new float[16 * 8];
        bool[] absent = new bool[16];
        bool[] hidden = new bool[8 * 16];
        environment.WriteEntities([0], rows, absent, hidden);
        bool[] before = [.. hidden];
        Assert.InRange(hidden.Count(isHidden => isHidden), 30, 90);
        environment.Step([0], new JointAction(new int[8]), new StepResult[1]);
        environment.WriteEntities([0], rows, absent, hidden);
        Assert.NotEqual(before, hidden);
    }

    private static int LengthOf(SyntheticEnvironments environment, ulong seed)
    {
        var results = new StepResult[1];
        int steps = 0;
        environment.Reset(0, seed);
        while (!results[0].Truncated)
        {
            environment.Step([0], new JointAction(new int[environment.Spec.Agents]), results);
            steps++;
        }

        return steps;
    }
}
