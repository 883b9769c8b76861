using Phalanx.Cli.Training;
using Phalanx.Environments;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Tests.Training;

public class OneStepTablesTests
{
    private static readonly PayoffTable Payoffs = new(new double[,] { { 8, -12 }, { -12, 0 } });

    private static readonly OneStepSummary Learned = new()
    {
        GreedyJointAction = [0, 1],
        GreedyPayoff = -12,
        JointValues = new JointTable([2, 2], [7.5, -0.001, -11, 0.25]),
        Utilities = [[3, -1], [2, 4]],
    };

    [Fact]
    public void Payoffs_and_joint_values_stand_side_by_side_with_utilities_along_the_margins() => Assert.Equal(
        [
            "greedy joint action (A, B) pays -12, the best one 8",
            "",
            "payoff                  joint values, utilities along the margins",
            "        A        B                     A       B",
            "                                    2.00    4.00",
            "A    8.00  [-12.00]     A   3.00    7.50   [0.00]",
            "B  -12.00     0.00      B  -1.00  -11.00    0.25",
        ],
        Print(Payoffs, Learned));

    [Fact]
    public void Without_joint_values_the_utilities_are_left()
    {
        string[] lines = Print(Payoffs, Learned with { JointValues = null });
        Assert.EndsWith("utilities along the margins, no joint values", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("[.]", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Other_tables_follow_under_their_names()
    {
        string[] lines = Print(Payoffs, Learned with { OtherValues = new Dictionary<string, JointTable> { ["q_sum"] = new([2, 2], [5, 7, 1, 3]) } });
        Assert.EndsWith("q_sum", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("[7.00]", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_of_three_is_referred_to_the_summary()
    {
        string[] lines = Print(new PayoffTable(3, 2, new double[8]), Learned with { GreedyJointAction = [0, 1, 1] });
        Assert.Equal("tables of 3 agents with 2 actions do not fit on a page; 'runs/summary.json' has what was learned", lines[^1]);
    }

    private static string[] Print(PayoffTable payoffs, OneStepSummary learned)
    {
        var output = new StringWriter();
        OneStepTables.Print(output, payoffs, learned, "runs/summary.json");
        return output.ToString().TrimEnd().Split(Environment.NewLine);
    }
}
