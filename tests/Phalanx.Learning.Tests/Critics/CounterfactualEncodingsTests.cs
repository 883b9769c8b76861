using Phalanx.Foundation;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Algorithms;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Critics;

/// <summary>What a sum over agents promises of the counterfactual values.</summary>
public class CounterfactualEncodingsTests
{
    private const int Episodes = 6;
    private const int Hidden = 5;

    /// <summary>Where each agent goes.</summary>
    private static readonly int[] Places = [2, 0, 1];

    private static readonly TeamShape Team = OneSlotShards.Team;

    [Fact]
    public void The_values_of_an_agent_s_actions_depend_on_what_the_others_do_and_not_on_what_it_does()
    {
        Situation before = Situation.Draw();
        var after = new Situation([.. before.Hidden], [.. before.Actions]);
        for (int row = 0; row < after.Actions.Length; row += Team.Agents)
        {
            after.Actions[row] = (after.Actions[row] + 1) % Team.Actions; // the first agent of every episode
        }

        (double[][] joint, double[] value) = Evaluate(before);
        (double[][] changed, double[] changedValue) = Evaluate(after);
        Assert.Equal(value, changedValue);
        for (int row = 0; row < joint.Length; row++)
        {
            double largest = joint[row].Zip(changed[row], (one, other) => Math.Abs(one - other)).Max();
            Assert.True(row % Team.Agents == 0 ? largest < 1e-12 : largest > 1e-6, $"agent {row % Team.Agents}: {largest}");
        }
    }

    [Fact]
    public void Agents_that_change_places_take_their_values_with_them_and_the_value_of_all_stays()
    {
        Situation before = Situation.Draw();
        (double[][] joint, double[] value) = Evaluate(before);
        (double[][] moved, double[] movedValue) = Evaluate(before.Moved());
        for (int row = 0; row < joint.Length; row++)
        {
            int place = row - (row % Team.Agents) + Places[row % Team.Agents];
            Assert.All(joint[row].Zip(moved[place]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }

        Assert.All(value.Zip(movedValue), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.True(joint[0].Zip(joint[1], (one, other) => Math.Abs(one - other)).Max() > 1e-6); // so it was a test
    }

    /// <summary>The values of every agent's actions, row by row, and of all histories, episode by episode.</summary>
    private static (double[][] Joint, double[] Value) Evaluate(Situation situation)
    {
        var set = new ParameterSet<double>();
        var networks = new CounterfactualEncodings<double>(set.Scope("mixer"), Team, Hidden, width: 7, hiddenLayers: 2);
        OneSlotShards.Fill(set, seed: 8);
        var tape = new Tape<double>();
        Shard<double> shard = OneSlotShards.OfSituations(tape, Team, seed: 1, Episodes);
        Variable<double> hidden = tape.Constant(tape.Arena.RentCopy((1, shard.Rows, Hidden), situation.Hidden));
        Tensor<int> actions = tape.Indices.RentCopy((1, shard.Rows), situation.Actions);
        Variable<double> joint = networks.Joint(shard, hidden, actions);
        Variable<double> value = networks.Value(shard, hidden);
        Assert.Equal(((Shape)(1, shard.Rows, Team.Actions), (Shape)(1, Episodes, 1)), (joint.Shape, value.Shape));
        return ([.. joint.Value.Span.ToArray().Chunk(Team.Actions)], value.Value.Span.ToArray());
    }

    /// <summary>Hidden states and actions of all rows.</summary>
    private sealed record Situation(double[] Hidden, int[] Actions)
    {
        public static Situation Draw()
        {
            var draws = new RandomStream(4, StreamPurpose.Named("test of encodings"), 0);
            double[] hidden = new double[Episodes * Team.Agents * CounterfactualEncodingsTests.Hidden];
            draws.FillNormal(hidden.AsSpan());
            int[] actions = new int[Episodes * Team.Agents];
            for (int row = 0; row < actions.Length; row++)
            {
                actions[row] = (int)(draws.NextDouble() * Team.Actions);
            }

            return new Situation(hidden, actions);
        }

        public Situation Moved()
        {
            var moved = new Situation(new double[Hidden.Length], new int[Actions.Length]);
            for (int row = 0; row < Actions.Length; row++)
            {
                int place = row - (row % Team.Agents) + Places[row % Team.Agents];
                int width = CounterfactualEncodingsTests.Hidden;
                moved.Actions[place] = Actions[row];
                Hidden.AsSpan(row * width, width).CopyTo(moved.Hidden.AsSpan(place * width));
            }

            return moved;
        }
    }
}
