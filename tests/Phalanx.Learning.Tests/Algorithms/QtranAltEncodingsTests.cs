using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>QTRAN-alt as the paper draws it: encodings summed over agents, and V of the histories.</summary>
public class QtranAltEncodingsTests
{
    private static readonly int[] Places = [2, 0, 1];

    private static readonly QtranAltSettings Encodings = new() { Input = QtranAltInput.Encodings, Width = 6, LambdaOpt = 0.8, LambdaNopt = 0.3 };

    [Fact]
    public void The_joint_network_sees_the_state_and_actions_by_default()
    {
        Assert.Equal(QtranAltInput.Actions, new QtranAltSettings().Input);
        string[] names = NamesOf(new QtranAltSettings());
        Assert.Contains("mixer.Q.0.weight", names);
        Assert.DoesNotContain(names, name => name.Contains("encoding", StringComparison.Ordinal));
    }

    [Fact]
    public void The_joint_network_over_encodings_has_the_layers_of_the_paper() => Assert.Equal(
        ["mixer.Q.0.weight", "mixer.Q.2.weight", "mixer.Q.4.weight", "mixer.V.0.weight", "mixer.V.2.weight",
            "mixer.action_encoding.0.weight", "mixer.action_encoding.2.weight", "mixer.history_encoding.0.weight", "mixer.history_encoding.2.weight"],
        NamesOf(Encodings).Order(StringComparer.Ordinal));

    /// <summary>The temporal difference reaches the joint network, both encodings and the agents, whose hidden states are encoded.</summary>
    [Theory]
    [InlineData(QtranAltBootstrap.Greedy, true)]
    [InlineData(QtranAltBootstrap.Greedy, false)]
    [InlineData(QtranAltBootstrap.Max, true)]
    public void Gradients_of_the_temporal_difference_agree_with_differences(QtranAltBootstrap bootstrap, bool doubleQ)
    {
        var recorded = new RecordedLearner("qtran_alt");
        QtranAltSettings settings = Encodings with { LambdaOpt = 0, LambdaNopt = 0, AltBootstrap = bootstrap };
        LossDifferences.Verify(recorded, Of(recorded, settings, recorded.Learner with { DoubleQ = doubleQ }), name => !name.StartsWith("mixer.V.", StringComparison.Ordinal));
    }

    [Fact]
    public void Gradients_of_the_value_of_histories_agree_with_differences()
    {
        var recorded = new RecordedLearner("qtran_alt");
        LossDifferences.Verify(recorded, Of(recorded, Encodings, recorded.Learner), name => name.StartsWith("mixer.V.", StringComparison.Ordinal));
    }

    /// <summary>
    /// The losses stop the gradient of Q_jt, which differences cannot: here it is the same number everywhere, and what is left is the gradient through V and
    /// the utilities.
    /// </summary>
    [Fact]
    public void Gradients_through_the_value_and_the_utilities_agree_with_differences()
    {
        var recorded = new RecordedLearner("qtran_alt");
        QtranAlt<double> algorithm = Of(recorded, Encodings, recorded.Learner);
        Parameter<double> first = algorithm.Groups[0].Online["mixer.Q.0.weight"];
        first.Write(new double[first.Value.Count]);
        LossDifferences.Verify(
            recorded,
            algorithm,
            name => name.StartsWith("agent.", StringComparison.Ordinal) || name.StartsWith("mixer.history_encoding.", StringComparison.Ordinal));
    }

    /// <summary>Agents that nothing tells apart may change places; where the joint network is told which agent it is of, they may not.</summary>
    [Fact]
    public void The_loss_does_not_change_when_agents_change_places()
    {
        Assert.Equal(LossOf(Encodings, moved: false), LossOf(Encodings, moved: true), 1e-10);
        QtranAltSettings ofActions = Encodings with { Input = QtranAltInput.Actions };
        Assert.NotEqual(LossOf(ofActions, moved: false), LossOf(ofActions, moved: true), 1e-4);
    }

    private static QtranAlt<double> Of(RecordedLearner recorded, QtranAltSettings settings, LearnerSettings learner)
    {
        var algorithm = new QtranAlt<double>(TestAgents.Recurrent<double>(recorded.Team, recorded.Agent), learner, settings);
        algorithm.Groups[0].Initialise(3);
        return algorithm;
    }

    private static string[] NamesOf(QtranAltSettings settings)
    {
        var algorithm = new QtranAlt<double>(TestAgents.Recurrent<double>(OneSlotShards.Team, new AgentSettings { Hidden = 6 }), new LearnerSettings(), settings);
        return
        [
            .. algorithm.Groups[0].Online.Parameters.Select(parameter => parameter.Name)
                .Where(name => name.StartsWith("mixer.", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal)),
        ];
    }

    private static double LossOf(QtranAltSettings settings, bool moved)
    {
        TeamShape team = OneSlotShards.Team;
        var agents = TestAgents.Recurrent<double>(team, new AgentSettings { Hidden = 6, AgentId = false });
        var algorithm = new QtranAlt<double>(agents, new LearnerSettings(), settings);
        OneSlotShards.Fill(algorithm.Groups[0].Online, seed: 2);
        var tape = new Tape<double>();
        Shard<double> shard = OneSlotShards.OfSituations(tape, team, seed: 3, count: 12);
        if (moved)
        {
            Move(shard.Observations.Span, team.Observation);
            Move(shard.Actions.Span, 1);
        }

        return algorithm.Phases[0].Loss(shard, tape, 0).Value.Span[0];
    }

    /// <summary>Puts what belongs to the agents of every episode in other places.</summary>
    private static void Move<TValue>(Span<TValue> rows, int width)
    {
        int episode = Places.Length * width;
        for (int start = 0; start < rows.Length; start += episode)
        {
            TValue[] before = rows.Slice(start, episode).ToArray();
            for (int agent = 0; agent < Places.Length; agent++)
            {
                before.AsSpan(agent * width, width).CopyTo(rows[(start + (Places[agent] * width))..]);
            }
        }
    }
}
