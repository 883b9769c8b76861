using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Agents;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>What ResQ's and ResZ's theorems promise, by enumerating joint actions of networks that were drawn.</summary>
public class ResidualPropertyTests
{
    private static readonly AgentSettings Agent = new() { Hidden = 6 };

    private static readonly LearnerSettings Learner = new() { Lr = 0.01 };

    /// <summary>Whose residual, if they have one, has no agents of its own.</summary>
    private static readonly string[] WithoutOwnResidual = ["ddn", "dmix", "datten", "resq Qmix Feedforward shared"];

    /// <summary>Every main function with every residual.</summary>
    private static readonly string[] WithResidual =
    [
        .. Enum.GetNames<ResqMain>().SelectMany(_ => Enum.GetNames<ResqResidual>(), (main, residual) => $"resq {main} {residual}"),
        .. Enum.GetNames<ReszMain>().SelectMany(_ => Enum.GetNames<ReszResidual>(), (main, residual) => $"resz {main} {residual}"),
    ];

    public static TheoryData<string> Factorisations => [.. WithoutOwnResidual, .. WithResidual];

    public static TheoryData<string> Residuals => [.. WithResidual];

    [Theory]
    [MemberData(nameof(Factorisations))]
    public void The_greedy_actions_of_the_agents_form_the_best_joint_action_with_drawn_parameters(string name)
    {
        for (ulong seed = 0; seed < 25; seed++)
        {
            Method method = Create(name);
            OneSlotShards.Fill(method.Algorithm.Groups[0].Online, seed);
            AssertGreedyTogether(method, seed);
        }
    }

    [Theory]
    [MemberData(nameof(Factorisations))]
    public void The_greedy_actions_of_the_agents_form_the_best_joint_action_after_training(string name)
    {
        Method method = Create(name);
        method.Algorithm.Groups[0].Initialise(5);
        double[] before = method.Algorithm.Groups[0].Online.Values.ToArray();
        using var workers = new WorkerPool(1);
        var step = new LearnerStep<double>(method.Algorithm, workers);
        for (ulong i = 0; i < 100; i++)
        {
            step.Run(new Situations(i));
        }

        double[] after = method.Algorithm.Groups[0].Online.Values.ToArray();
        Assert.True(before.Zip(after, (was, now) => Math.Abs(now - was)).Max() > 0.1);
        for (ulong seed = 0; seed < 25; seed++)
        {
            AssertGreedyTogether(method, seed);
        }
    }

    /// <summary>The same weights, whose residual is large before its sign is seen to.</summary>
    [Theory]
    [InlineData(ResidualConstraint.Hinge)]
    [InlineData(ResidualConstraint.Raw)]
    public void A_residual_that_may_be_positive_does_not_guarantee_the_greedy_joint_action(ResidualConstraint positive)
    {
        static bool Holds(ResidualConstraint constraint)
        {
            Method method = Create("resq Qmix Feedforward", constraint);
            OneSlotShards.Fill(method.Algorithm.Groups[0].Online, seed: 1);
            method.Algorithm.Groups[0].Online["residual_mixer.V.2.bias"].Write([1e4]);
            double[][] values = Enumerate(method, seed: 1, out int greedy);
            return values[0][greedy] >= values[0].Max() - 1e-9;
        }

        Assert.True(Holds(ResidualConstraint.NegativeAbsolute));
        Assert.False(Holds(positive));
    }

    [Theory]
    [MemberData(nameof(Residuals))]
    public void A_residual_is_never_positive(string name)
    {
        Method method = Create(name);
        OneSlotShards.Fill(method.Algorithm.Groups[0].Online, seed: 3);
        var tape = new Tape<double>();
        IReadOnlyList<JointValue<double>> values = method.Algorithm.JointValues(OneSlotShards.OfSituations(tape, OneSlotShards.Team, 5, 10_000), tape);
        int below = 0;
        for (int i = 0; i < 10_000; i++)
        {
            double residual = values[0].Values.Span[i] - values[1].Values.Span[i];
            Assert.True(residual <= 1e-12, $"{residual}");
            below += residual < 0 ? 1 : 0;
        }

        Assert.InRange(below, 5_000, 9_999);
    }

    [Fact]
    public void The_residual_is_added_wherever_one_agent_is_not_greedy()
    {
        var tape = new Tape<double>();
        Tensor<int> taken = tape.Indices.RentCopy((2, 4), [0, 1, 0, 2, 1, 1, 0, 0]);
        Tensor<int> greedy = tape.Indices.RentCopy((2, 4), [0, 1, 0, 1, 0, 1, 0, 0]);
        Assert.Equal([0, 1, 1, 0], ResidualMasking.OffGreedy<double>(tape, taken, greedy, agents: 2).Span.ToArray());
    }

    [Fact]
    public void The_first_of_equal_values_is_the_greedy_action()
    {
        var tape = new Tape<double>();
        Shard<double> shard = OneSlotShards.OfSituations(tape, OneSlotShards.Team, 1, 1);
        Tensor<double> values = tape.Arena.RentCopy((1, 3, 3), [2, 2, 1, 0, 5, 5, 4, 4, 4]);
        Assert.Equal([0, 1, 0], shard.Greedy(tape, values).Span.ToArray());
    }

    [Fact]
    public void Residual_masks_by_value_have_the_values_computed_by_hand()
    {
        var tape = new Tape<double>();
        Tensor<double> Row(params double[] values) => tape.Arena.RentCopy((1, 3), values);
        Assert.Equal([0, 0, 1], ResidualMasking.UnlessLarger(Row(0, 1, 1), Row(1, 5, 4), Row(4, 4, 4)).Span.ToArray());
        Assert.Equal([1, 0, 0], ResidualMasking.Hysteretic(tape, Row(1, 2, 3), Row(2, 2, 2)).Span.ToArray());
    }

    /// <summary>Where episodes end with their only step the target is the reward, and each half of the loss its own networks' alone.</summary>
    [Theory]
    [MemberData(nameof(Residuals))]
    public void No_gradient_passes_between_the_factorised_value_and_the_central_one(string name)
    {
        Method method = Create(name);
        ParameterSet<double> set = method.Algorithm.Groups[0].Online;
        OneSlotShards.Fill(set, seed: 4);
        Dictionary<string, double[]> before = Gradients(method.Algorithm);
        Redraw(central: true);
        Dictionary<string, double[]> otherCentral = Gradients(method.Algorithm);
        Redraw(central: false);
        Dictionary<string, double[]> bothOther = Gradients(method.Algorithm);
        (bool centralChanged, bool factorisedChanged) = (false, false);
        foreach (Parameter<double> parameter in set.Parameters)
        {
            bool central = IsCentral(parameter);
            (double[] unchanged, double[] changed) = central
                ? (otherCentral[parameter.Name], before[parameter.Name])
                : (before[parameter.Name], bothOther[parameter.Name]);
            Assert.Equal(unchanged, central ? bothOther[parameter.Name] : otherCentral[parameter.Name]);
            centralChanged |= central && !changed.SequenceEqual(unchanged);
            factorisedChanged |= !central && !changed.SequenceEqual(unchanged);
        }

        Assert.True(centralChanged && factorisedChanged); // so it was a test

        void Redraw(bool central)
        {
            foreach (Parameter<double> parameter in set.Parameters.Where(parameter => IsCentral(parameter) == central))
            {
                parameter.Write(Array.ConvertAll(parameter.Value.Span.ToArray(), value => -value + 0.1));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Residuals))]
    public void The_agents_of_the_residual_start_with_the_parameters_of_the_main_agents(string name)
    {
        ParameterGroup<double> group = Create(name).Algorithm.Groups[0];
        group.Initialise(9);
        Assert.All(
            group.Online.Parameters.Where(parameter => parameter.Name.StartsWith("agent.", StringComparison.Ordinal)),
            main => Assert.Equal(main.Value.Span.ToArray(), group.Online[$"residual_{main.Name}"].Value.Span.ToArray()));
        Assert.NotEqual(group.Online["agent.fc1.weight"].Value.Span.ToArray(), group.Online["central_agent.fc1.weight"].Value.Span.ToArray());
        Assert.All(group.Target!.Parameters, parameter => Assert.StartsWith("central_", parameter.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_without_sense_are_refused()
    {
        LearnerSettings single = Learner with { DoubleQ = false };
        Assert.Throws<UserErrorException>(() => new Resq<double>(TestAgents.Recurrent<double>(OneSlotShards.Team, Agent), single, new()));
        Assert.Throws<UserErrorException>(() => new Resz<double>(TestAgents.OfQuantiles<double>(OneSlotShards.Team, Agent, 64), single, new()));
        Assert.Throws<UserErrorException>(() => new Resz<double>(
            TestAgents.OfQuantiles<double>(OneSlotShards.Team, Agent, 64), Learner, new() { Central = ReszCentral.Flat, TargetQuantiles = 4 }));
    }

    private static bool IsCentral(Parameter<double> parameter) => parameter.Name.StartsWith("central_", StringComparison.Ordinal);

    private static Dictionary<string, double[]> Gradients(Algorithm<double> algorithm)
    {
        var tape = new Tape<double>();
        Shard<double> shard = OneSlotShards.OfSituations(tape, OneSlotShards.Team, 6, 12);
        ParameterSet<double> set = algorithm.Groups[0].Online;
        var gradients = new Gradients<double>(set);
        tape.Backward(algorithm.Phases[0].Loss(shard, tape, 0), gradients);
        return set.Parameters.ToDictionary(parameter => parameter.Name, parameter => gradients[parameter].Span.ToArray());
    }

    private static void AssertGreedyTogether(Method method, ulong seed)
    {
        double[][] values = Enumerate(method, seed, out int greedy);
        Assert.True(values[0][greedy] >= values[0].Max() - 1e-9, $"{values[0][greedy]} at the greedy joint action, {values[0].Max()} somewhere");
        if (values.Length > 1)
        {
            Assert.Equal(values[1][greedy], values[0][greedy], 1e-12); // the residual counts for nothing
        }
    }

    /// <summary>All joint values of one situation, and which of the joint actions agents take that are greedy alone.</summary>
    private static double[][] Enumerate(Method method, ulong seed, out int greedy)
    {
        var tape = new Tape<double>();
        Shard<double> shard = OneSlotShards.OfEveryJointAction(tape, seed);
        Tensor<double> utilities = method.Agent.Act(tape, shard.Inputs, new double[shard.Rows * method.Agent.HiddenSize]);
        greedy = 0;
        foreach (int action in shard.Greedy(tape, utilities).Span[..shard.Team.Agents])
        {
            greedy = (greedy * shard.Team.Actions) + action;
        }

        return [.. method.Algorithm.JointValues(shard, tape).Select(joint => joint.Values.Span.ToArray())];
    }

    /// <summary>Joint values of as many samples as teams act by.</summary>
    private static Method Create(string name, ResidualConstraint constraint = ResidualConstraint.NegativeAbsolute)
    {
        AgentNetworks<double, RecurrentAgent<double>> recurrent = TestAgents.Recurrent<double>(OneSlotShards.Team, Agent);
        AgentNetworks<double, QuantileAgent<double>> ofQuantiles = TestAgents.OfQuantiles<double>(OneSlotShards.Team, Agent, 5);
        string[] parts = name.Split(' ');
        Algorithm<double> algorithm = parts[0] switch
        {
            "ddn" => new Ddn<double>(ofQuantiles, Learner, new() { Quantiles = 32, Cosines = 5 }),
            "dmix" => new Dmix<double>(ofQuantiles, Learner, new() { Quantiles = 32, Cosines = 5 }),
            "datten" => new Datten<double>(ofQuantiles, Learner, new() { Quantiles = 32, Cosines = 5 }),
            "resq" => new Resq<double>(recurrent, Learner, new()
            {
                Main = Enum.Parse<ResqMain>(parts[1]),
                Residual = Enum.Parse<ResqResidual>(parts[2]),
                Constraint = constraint,
                ResidualSharesAgent = parts.Length > 3,
                ResidualWidth = 6,
                Central = new() { Width = 6 },
            }),
            "resz" => new Resz<double>(ofQuantiles, Learner, new()
            {
                Main = Enum.Parse<ReszMain>(parts[1]),
                Residual = Enum.Parse<ReszResidual>(parts[2]),
                Quantiles = 32,
                Cosines = 5,
                ResidualWidth = 6,
                CentralWidth = 6,
            }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such method."),
        };
        return new Method(algorithm, parts[0] == "resq" ? recurrent.Online : ofQuantiles.Online);
    }

    /// <summary>An algorithm and the network that it learns.</summary>
    private sealed record Method(Algorithm<double> Algorithm, IActingNetwork<double> Agent);

    /// <summary>32 drawn situations, each a whole episode.</summary>
    private sealed class Situations(ulong step) : IShardSource<double>
    {
        public int Shards => 1;

        public int Steps => 1;

        public Shard<double> Fill(int shard, Tape<double> tape) => OneSlotShards.OfSituations(tape, OneSlotShards.Team, step, 32);
    }
}
