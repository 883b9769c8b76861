using Phalanx.Analysis.Isotonic;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Isotonic;

public class UpperSetsTests
{
    private const int Trials = 200;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Both_finders_of_upper_sets_agree_with_trying_every_subset(int dimensions, int side)
    {
        var stream = new RandomStream(1, StreamPurpose.Named("upper sets"), 0);
        var closure = new MaximumClosure(dimensions, side);
        Staircases? staircases = dimensions <= 2 ? new Staircases(dimensions, side) : null;
        for (int trial = 0; trial < Trials; trial++)
        {
            int cells = (int)Math.Pow(side, dimensions);
            int[] block = RandomBlock(ref stream, dimensions, side);
            double[] gains = new double[cells];
            foreach (int cell in block)
            {
                // Whole numbers now and then, so that there are ties.
                double draw = stream.NextNormal() * 3;
                gains[cell] = trial % 2 == 0 ? draw : Math.Round(draw);
            }

            double best = BestByTrial(block, gains, dimensions, side);
            Assert.Equal(best, GainOf(closure, block, gains, dimensions, side), 1e-9);
            if (staircases is not null)
            {
                Assert.Equal(best, GainOf(staircases, block, gains, dimensions, side), 1e-9);
            }
        }
    }

    [Fact]
    public void On_a_large_plane_both_finders_of_upper_sets_find_the_same_gain()
    {
        const int Side = 12;
        var stream = new RandomStream(2, StreamPurpose.Named("upper sets"), 0);
        var closure = new MaximumClosure(2, Side);
        var staircases = new Staircases(2, Side);
        int[] all = [.. Enumerable.Range(0, Side * Side)];
        double[] gains = new double[all.Length];
        for (int trial = 0; trial < 20; trial++)
        {
            stream.FillNormal(gains.AsSpan());
            Assert.Equal(GainOf(staircases, all, gains, 2, Side), GainOf(closure, all, gains, 2, Side), 1e-9);
        }
    }

    private static double GainOf(UpperSets finder, int[] block, double[] gains, int dimensions, int side)
    {
        bool[] chosen = new bool[gains.Length];
        finder.Find(block, gains, chosen);
        Assert.True(IsUpper(block, cell => chosen[cell], dimensions, side));
        return block.Where(cell => chosen[cell]).Sum(cell => gains[cell]);
    }

    private static double BestByTrial(int[] block, double[] gains, int dimensions, int side)
    {
        double best = 0;
        for (int subset = 0; subset < 1 << block.Length; subset++)
        {
            HashSet<int> cells = [.. block.Where((_, index) => (subset >> index & 1) == 1)];
            if (IsUpper(block, cells.Contains, dimensions, side))
            {
                best = Math.Max(best, cells.Sum(cell => gains[cell]));
            }
        }

        return best;
    }

    private static bool IsUpper(int[] block, Func<int, bool> contains, int dimensions, int side) => block.All(
        lower => !contains(lower) || block.All(upper => contains(upper) || !Grid.IsAtMost(lower, upper, dimensions, side)));

    /// <summary>The cells between two upper sets, each made by raising some random cells.</summary>
    private static int[] RandomBlock(ref RandomStream stream, int dimensions, int side)
    {
        int cells = (int)Math.Pow(side, dimensions);
        bool[] outer = Raise(ref stream);
        bool[] inner = Raise(ref stream);
        int[] block = [.. Enumerable.Range(0, cells).Where(cell => outer[cell] && !inner[cell])];
        return block.Length > 0 ? block : [.. Enumerable.Range(0, cells)];

        bool[] Raise(ref RandomStream random)
        {
            bool[] set = new bool[cells];
            for (int draw = 0; draw < 2; draw++)
            {
                int seed = random.NextInt(cells);
                foreach (int cell in Enumerable.Range(0, cells))
                {
                    set[cell] |= Grid.IsAtMost(seed, cell, dimensions, side);
                }
            }

            return set;
        }
    }
}
