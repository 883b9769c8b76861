using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Tests.Results;

namespace Phalanx.Analysis.Tests.Reproduction;

public class OutcomeTableTests
{
    [Fact]
    public void Each_run_counts_for_the_first_outcome_that_it_comes_to_beside_the_papers_counts()
    {
        OutcomeTable table = Assert.Single(OutcomeTable.All(CommittedResults.Judge("fsv/table-7", ExperimentScope.Full)));
        Assert.Equal(["opt", "sub-opt", "other"], table.Outcomes);
        Assert.Equal(["fsv", "maddpg", "qmix-ac", "vdn-ac"], table.Rows.Select(row => row.Arm.Id));

        // The last outcome has no conditions, so all runs would come to it.
        Assert.All(table.Rows, row => Assert.Equal(20, row.Ours.Sum()));
        Assert.Equal([20, 0, 0], table.Rows[0].Ours);
        Assert.Equal([2, 18, 0], table.Rows[2].Ours);
        Assert.Equal([null, 0, 0], table.Rows[0].Papers);
        Assert.Equal([0, 16, 4], table.Rows[3].Papers);
    }

    [Fact]
    public void Where_a_paper_counts_no_outcomes_there_is_no_table() => Assert.Empty(OutcomeTable.All(CommittedResults.Judge("qmix/two-step", ExperimentScope.Full)));
}
