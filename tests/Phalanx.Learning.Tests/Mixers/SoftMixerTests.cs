using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Mixers;

/// <summary>All joint actions of three agents with three actions each in one state, an episode each.</summary>
public class SoftMixerTests
{
    private const int Agents = 3;
    private const int Actions = 3;
    private const int JointActions = 27;
    private const int StateWidth = 4;

    [Theory]
    [InlineData(LambdaForm.Exponential, 0)]
    [InlineData(LambdaForm.WeightedSoftmax, 0)]
    [InlineData(LambdaForm.Exponential, 3)]
    public void The_learned_form_of_the_soft_mixer_has_the_value_of_its_definition(LambdaForm form, int stateValueWidth)
    {
        (ParameterSet<double> _, SoftMixer<double> mixer) = Mixer(form, seed: 1, stateValueWidth);
        var game = new Game(new Tape<double>(), seed: 1, temperature: 0.5);
        Variable<double> lambda = mixer.Lambda(game.States, game.OneHots);
        Variable<double> defined = (lambda * (game.Chosen - game.V)).Sum(-1) + mixer.StateValue(game.States, game.V, trained: true);
        AssertClose(defined.Value.Span, Mix(mixer, game).Value.Span, 1e-12);
        Assert.DoesNotContain(lambda.Value.Span.ToArray(), weight => weight <= 0);
    }

    [Fact]
    public void Only_values_of_taken_actions_have_a_gradient_in_the_soft_mixer_and_it_is_one()
    {
        (ParameterSet<double> set, SoftMixer<double> mixer) = Mixer(LambdaForm.Exponential, seed: 2);
        var game = new Game(new Tape<double>(), seed: 2, temperature: 0.5);
        var gradients = new Gradients<double>(set);
        double[] first = new double[JointActions];
        first[5] = 1; // (A, B, C)
        game.Tape.Backward(Mix(mixer, game), first, gradients);
        double[] expected = new double[JointActions * Agents * Actions];
        for (int agent = 0; agent < Agents; agent++)
        {
            expected[(((5 * Agents) + agent) * Actions) + agent] = 1;
        }

        AssertClose(expected, game.Tape.GradientOf(game.Utilities).Span, 1e-12);
        foreach (string name in (string[])["state_embed.0.weight", "action_embed.2.weight", "key.1.weight", "query.3.weight"])
        {
            Assert.Contains(gradients[set["mixer." + name]].Span.ToArray(), gradient => gradient != 0);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_of_the_state_value_learn_only_where_the_setting_says_so(bool trained)
    {
        (ParameterSet<double> set, SoftMixer<double> mixer) = Mixer(LambdaForm.Exponential, seed: 3);
        set["mixer.hyper_w.weight"].Write(new double[Agents * StateWidth]);
        set["mixer.hyper_w.bias"].Write([0.7, -0.4, 0.2]);
        var game = new Game(new Tape<double>(), seed: 3, temperature: 0.5);
        var gradients = new Gradients<double>(set);
        double[] first = new double[JointActions];
        first[0] = 1;
        game.Tape.Backward(Mix(mixer, game, trained), first, gradients);
        ReadOnlySpan<double> v = game.V.Value.Span[..Agents];
        AssertClose(trained ? [v[0], -v[1], v[2]] : [0, 0, 0], gradients[set["mixer.hyper_w.bias"]].Span, 1e-12);
        AssertClose([trained ? 1 : 0], gradients[set["mixer.hyper_b.bias"]].Span, 1e-12);
    }

    [Fact]
    public void A_hidden_layer_of_the_state_value_keeps_its_weights_positive_and_learns()
    {
        (ParameterSet<double> set, SoftMixer<double> mixer) = Mixer(LambdaForm.Exponential, seed: 5, stateValueWidth: 16);
        var game = new Game(new Tape<double>(), seed: 5, temperature: 0.5);
        Variable<double> v = game.Tape.Leaf(game.V.Value);
        var gradients = new Gradients<double>(set);
        game.Tape.Backward(mixer.StateValue(game.States, v, trained: true).Sum(), gradients);
        Assert.All(game.Tape.GradientOf(v).Span.ToArray(), weight => Assert.True(weight > 0));
        Assert.All(
            (string[])["hyper_w.0.weight", "hyper_w.2.weight", "hyper_b.0.weight", "hyper_b.2.weight"],
            name => Assert.Contains(gradients[set["mixer." + name]].Span.ToArray(), gradient => gradient != 0));
    }

    /// <summary>IGO: the team's policy is the product of the agents' own, where every agent's temperature is the team's, so λ = 1.</summary>
    [Fact]
    public void With_weights_of_one_the_soft_policy_of_the_team_is_the_product_of_the_agents_policies()
    {
        (ParameterSet<double> set, SoftMixer<double> mixer) = Mixer(LambdaForm.Exponential, seed: 4);
        for (int head = 0; head < 4; head++)
        {
            set[$"mixer.key.{head}.weight"].Write(new double[set[$"mixer.key.{head}.weight"].Shape.Count]);
        }

        set["mixer.hyper_w.weight"].Write(new double[Agents * StateWidth]);
        set["mixer.hyper_w.bias"].Write([1, 1, 1]);
        set["mixer.hyper_b.weight"].Write(new double[StateWidth]);
        set["mixer.hyper_b.bias"].Write([0]);
        var game = new Game(new Tape<double>(), seed: 4, temperature: 0.5);
        ReadOnlySpan<double> joint = Mix(mixer, game).Value.Span;
        ReadOnlySpan<double> v = game.V.Value.Span;
        ReadOnlySpan<double> q = game.Chosen.Value.Span;
        double all = 0;
        for (int i = 0; i < JointActions; i++)
        {
            double product = 1;
            double stateValue = 0;
            for (int agent = 0; agent < Agents; agent++)
            {
                product *= Math.Exp((q[(i * Agents) + agent] - v[(i * Agents) + agent]) / 0.5);
                stateValue += v[(i * Agents) + agent];
            }

            Assert.Equal(product, Math.Exp((joint[i] - stateValue) / 0.5), 1e-12);
            all += product;
        }

        Assert.Equal(1, all, 1e-12);
    }

    [Theory]
    [InlineData(LambdaForm.Exponential)]
    [InlineData(LambdaForm.WeightedSoftmax)]
    public void At_a_small_temperature_the_greedy_joint_action_consists_of_the_greedy_actions_of_the_agents(LambdaForm form)
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            (ParameterSet<double> _, SoftMixer<double> mixer) = Mixer(form, seed);
            var game = new Game(new Tape<double>(), (int)seed, temperature: 1e-3);
            double[] joint = Mix(mixer, game).Value.Span.ToArray();
            int greedy = 0;
            for (int agent = 0; agent < Agents; agent++)
            {
                double[] own = game.Own(agent);
                greedy = (greedy * Actions) + Array.IndexOf(own, own.Max());
            }

            Assert.Equal(greedy, Array.IndexOf(joint, joint.Max()));
        }
    }

    /// <summary>
    /// Weights that sum to H for any joint action, in the game of the QTRAN paper with a best of 8 and gaps d_i = V_i - Q_i(B): cells in
    /// which one agent errs lie at 8 - H d_i or above, and the one in which both do lies between 8 - H d_1 and 8 - H d_2.
    /// </summary>
    [Fact]
    public void Weights_of_a_constant_sum_cannot_represent_the_game_of_qtran()
    {
        double least = double.PositiveInfinity;
        for (double first = 0; first <= 40; first += 0.25)
        {
            for (double second = 0; second <= 40; second += 0.25)
            {
                double alone = Above(-12, 8 - first) + Above(-12, 8 - second);
                double both = Square(Math.Clamp(0, 8 - Math.Max(first, second), 8 - Math.Min(first, second)));
                least = Math.Min(least, ((2 * alone) + (4 * both)) / 9);
            }
        }

        Assert.True(least > 1, $"a mean of squares of {least}");

        static double Above(double wanted, double least) => Square(Math.Max(0, least - wanted));

        static double Square(double x) => x * x;
    }

    private static (ParameterSet<double> Set, SoftMixer<double> Mixer) Mixer(LambdaForm form, ulong seed, int stateValueWidth = 0)
    {
        var set = new ParameterSet<double>();
        var mixer = new SoftMixer<double>(set.Scope("mixer"), Agents, StateWidth, Agents * Actions, new SoftMixerForm(form, 4, 5, 6, 7, stateValueWidth));
        set.Initialise(seed);
        return (set, mixer);
    }

    private static Variable<double> Mix(SoftMixer<double> mixer, Game game, bool trained = true) =>
        mixer.Mix(game.Chosen, game.V, game.States, game.OneHots, trained);

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    private sealed class Game
    {
        public Game(Tape<double> tape, int seed, double temperature)
        {
            Tape = tape;
            Tensor<double> utilities = tape.Arena.Rent((1, JointActions * Agents, Actions));
            Tensor<double> states = tape.Arena.Rent((1, JointActions, StateWidth));
            Tensor<double> oneHots = tape.Arena.RentZeroed((1, JointActions, Agents * Actions));
            Tensor<int> actions = tape.Indices.Rent((1, JointActions * Agents));
            for (int i = 0; i < states.Count; i++)
            {
                states.Span[i] = Math.Cos(seed + (i % StateWidth));
            }

            for (int row = 0; row < JointActions * Agents; row++)
            {
                (int joint, int agent) = (row / Agents, row % Agents);
                actions.Span[row] = joint / (int)Math.Pow(Actions, Agents - 1 - agent) % Actions;
                oneHots.Span[(row * Actions) + actions.Span[row]] = 1;
                for (int action = 0; action < Actions; action++)
                {
                    utilities.Span[(row * Actions) + action] = 3 * Math.Sin((7 * seed) + (5 * agent) + (2.3 * action));
                }
            }

            Utilities = tape.Leaf(utilities);
            States = tape.Constant(states);
            OneHots = tape.Constant(oneHots);
            Chosen = Utilities.Gather(actions).Reshape((1, JointActions, Agents));
            V = ((Utilities / temperature).LogSumExp() * temperature).Reshape((1, JointActions, Agents));
        }

        public Tape<double> Tape { get; }

        public Variable<double> Utilities { get; }

        public Variable<double> States { get; }

        public Variable<double> OneHots { get; }

        public Variable<double> Chosen { get; }

        public Variable<double> V { get; }

        public double[] Own(int agent) => Utilities.Value.Span.Slice(agent * Actions, Actions).ToArray();
    }
}
