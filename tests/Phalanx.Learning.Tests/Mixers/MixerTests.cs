using FsCheck;
using FsCheck.Fluent;
using Phalanx.Foundation;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Mixers;

public class MixerTests
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("test of mixers");

    private static readonly TeamShape Team = new(Agents: 3, Observation: 1, State: 5, Actions: 4);

    private static readonly AttentionForm Attention = new() { Heads = 2, Embedding = 3, QueryWidth = 5, ValueWidth = 4 };

    public static TheoryData<string> Names => ["vdn", "vdn-s", "qmix 1", "qmix 2", "qmix-ns", "qmix-lin 1", "qmix-lin 2", "qatten", "qatten weighted"];

    [Fact]
    public void The_monotonic_mixer_gives_the_value_computed_by_hand()
    {
        var set = new ParameterSet<double>();
        var mixer = new MonotonicMixer<double>(set, new TeamShape(2, 1, 1, 1), embedding: 2, hypernetLayers: 1, hypernetWidth: 0);
        set.Values.Clear(); // a state of nothing: all comes from the biases
        set["hyper_w_1.bias"].Write([0.5, -1, 0.25, 0.75]);
        set["hyper_b_1.bias"].Write([0.1, -0.3]);
        set["hyper_w_final.bias"].Write([-2, 0.5]);
        set["V.2.bias"].Write([0.7]);
        Assert.Equal(0.62466448, Mix(mixer, [1, -2], [0])[0], 1e-8);
        Assert.Equal(1.22466448, Slope(mixer, [1, -2], [0], agent: 0), 1e-7);
        Assert.Equal(0.66849836, Slope(mixer, [1, -2], [0], agent: 1), 1e-7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_monotonic_team_value_never_falls_when_the_value_of_an_agent_rises(string name)
    {
        bool Holds(ulong seed)
        {
            (IMixer<double> mixer, double[] state, RandomStream draws) = Drawn(name, seed);
            double[] values = new double[Team.Agents];
            draws.FillNormal(values, standardDeviation: 3);
            return Enumerable.Range(0, Team.Agents).All(agent => Slope(mixer, values, state, agent) >= -1e-7);
        }

        Prop.ForAll<ulong>(Holds).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_greedy_actions_of_the_agents_form_the_best_joint_action_of_a_mixer(string name)
    {
        bool Holds(ulong seed)
        {
            (IMixer<double> mixer, double[] state, RandomStream draws) = Drawn(name, seed);
            double[] utilities = new double[Team.Agents * Team.Actions];
            draws.FillNormal(utilities, standardDeviation: 3);
            double[] best = [.. utilities.Chunk(Team.Actions).Select(own => own.Max())];

            // Every joint action is an episode: 4 x 4 x 4 of them.
            double[] joint = new double[64 * Team.Agents];
            for (int i = 0; i < joint.Length; i++)
            {
                (int episode, int agent) = Math.DivRem(i, Team.Agents);
                joint[i] = utilities[(agent * Team.Actions) + ((episode >> (2 * agent)) & 3)];
            }

            double[] states = [.. Enumerable.Repeat(state, 64).SelectMany(same => same)];
            return Mix(mixer, joint, states).Max() - Mix(mixer, best, state)[0] <= 1e-9;
        }

        Prop.ForAll<ulong>(Holds).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Sum_mixers_add_the_values_of_the_agents_and_a_value_of_the_state()
    {
        Assert.Equal(2, Mix(new SumMixer<double>(), [1, -2, 3], [])[0]);
        (IMixer<double> mixer, double[] state, _) = Drawn("vdn-s", 4);
        double alone = Mix(mixer, [0, 0, 0], state)[0];
        Assert.NotEqual(0, alone);
        Assert.Equal(2 + alone, Mix(mixer, [1, -2, 3], state)[0], 1e-12);
    }

    [Fact]
    public void A_linear_mixer_with_weights_of_one_is_a_sum_plus_a_value_of_the_state()
    {
        var linear = new ParameterSet<double>();
        var mixer = new LinearMixer<double>(linear, Team, embedding: 6, hypernetLayers: 2, hypernetWidth: 7);
        var sum = new ParameterSet<double>();
        var other = new StateSumMixer<double>(sum, Team, 6);
        sum.Initialise(3);
        linear.Values.Clear();
        linear["hyper_w.2.bias"].Write([1, 1, 1]);
        foreach (Parameter<double> parameter in sum.Parameters)
        {
            linear[parameter.Name].Write(parameter.Value.Span);
        }

        Assert.Equal(Mix(other, [1.5, -2, 3], [1, 2, 3, 4, 5]), Mix(mixer, [1.5, -2, 3], [1, 2, 3, 4, 5]));
    }

    [Fact]
    public void A_mixer_without_state_differs_by_its_value_alone()
    {
        (IMixer<double> mixer, double[] state, _) = Drawn("qmix-ns", 8);
        double[] elsewhere = [.. state.Select(x => x + 1)];
        double Gain(double[] at) => Mix(mixer, [1, -2, 3], at)[0] - Mix(mixer, [0, 0, 0], at)[0];
        Assert.NotEqual(Mix(mixer, [0, 0, 0], state)[0], Mix(mixer, [0, 0, 0], elsewhere)[0]);
        Assert.Equal(Gain(state), Gain(elsewhere), 1e-12);
    }

    [Theory]
    [InlineData(StatelessWeights.Wide, 1, 2.4494897427831779)]
    [InlineData(StatelessWeights.Linear, 0.57735026918962573, 0.40824829046386307)]
    public void Weights_without_a_state_are_drawn_as_they_were_published_or_as_those_of_linear_layers(
        StatelessWeights weights, double first, double second)
    {
        var set = new ParameterSet<double>();
        _ = new StatelessMonotonicMixer<double>(set, Team, 6, weights);
        Assert.Equal(first, set["w1"].Initialiser.High, 1e-12);
        Assert.Equal(second, set["w2"].Initialiser.High, 1e-12);
    }

    /// <summary>A mixer and a state, drawn widely enough for every unit to be on either side of its bend.</summary>
    private static (IMixer<double> Mixer, double[] State, RandomStream Draws) Drawn(string name, ulong seed)
    {
        var set = new ParameterSet<double>();
        IMixer<double> mixer = name switch
        {
            "vdn" => new SumMixer<double>(),
            "vdn-s" => new StateSumMixer<double>(set, Team, 6),
            "qmix-ns" => new StatelessMonotonicMixer<double>(set, Team, 6, StatelessWeights.Wide),
            "qmix-lin 1" or "qmix-lin 2" => new LinearMixer<double>(set, Team, embedding: 6, hypernetLayers: name[^1] - '0', hypernetWidth: 7),
            "qatten" => new AttentionMixer<double>(set, Team, Attention),
            "qatten weighted" => new AttentionMixer<double>(set, Team, Attention with { HeadWidth = 5, Biases = true }),
            "qmix 1" or "qmix 2" => new MonotonicMixer<double>(set, Team, embedding: 6, hypernetLayers: name[^1] - '0', hypernetWidth: 7),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such mixer."),
        };
        var draws = new RandomStream(seed, Purpose, 0);
        draws.FillNormal(set.Values);
        set.Touch();
        double[] state = new double[Team.State];
        draws.FillNormal(state);
        return (mixer, state, draws);
    }

    private static double Slope(IMixer<double> mixer, double[] values, double[] state, int agent)
    {
        const double step = 1e-5;
        double At(double change)
        {
            double[] changed = [.. values];
            changed[agent] += change;
            return Mix(mixer, changed, state)[0];
        }

        return (At(step) - At(-step)) / (2 * step);
    }

    /// <summary>The values of one slot of as many episodes as there are.</summary>
    private static double[] Mix(IMixer<double> mixer, double[] values, double[] states)
    {
        int episodes = states.Length <= Team.State ? 1 : states.Length / Team.State;
        return mixer.Mix(MixerInputs.Of(values, states, episodes)).Value.Span.ToArray();
    }
}
