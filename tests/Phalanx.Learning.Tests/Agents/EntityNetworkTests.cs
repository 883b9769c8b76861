using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Learning.Tests.Agents;

/// <summary>What must hold of agents and mixers over entities for any weights.</summary>
public class EntityNetworkTests
{
    private static readonly EntityNetworkSettings Attending = new() { Width = 8, Heads = 2 };

    [Fact]
    public void Entity_attention_reproduces_the_recorded_values()
    {
        SafetensorsFile file = SafetensorsFile.Open(Fixtures.File("learners/module_entity_attention.safetensors"));
        var set = new ParameterSet<double>();
        var attention = new EntityAttention<double>(set, 10, 2, 12);
        foreach (Parameter<double> parameter in set.Parameters)
        {
            parameter.Write(file.ReadDouble("param." + parameter.Name));
        }

        var tape = new Tape<double>();
        Tensor<double> hidden = Tensor<double>.Create((4, 3, 5));
        long[] masks = file.ReadInt64("input.pre_mask");
        for (int i = 0; i < hidden.Count; i++)
        {
            hidden.Span[i] = masks[(i / 15 * 25) + (i % 15)]; // of 5 x 5, the rows of the first three
        }

        long[] absent = file.ReadInt64("input.post_mask");
        Variable<double> entities = tape.Leaf(Tensor<double>.Create((4, 5, 10), file.ReadDouble("input.entities")));
        Variable<double> present = tape.Constant(Tensor<double>.Create((4, 3, 1), [.. absent.Select(flag => 1.0 - flag)]));
        Variable<double> result = attention.Forward(entities, 3, hidden) * present;
        AssertClose(file.ReadDouble("expect.out"), result.Value.Span.ToArray(), 1e-12);

        var gradients = new Gradients<double>(set);
        tape.Backward(result.SumProduct(Tensor<double>.Create((4, 3, 12), file.ReadDouble("input.cotangent"))), gradients);
        AssertClose(file.ReadDouble("grad.entities"), tape.GradientOf(entities).Span.ToArray(), 1e-11);
        foreach (Parameter<double> parameter in set.Parameters)
        {
            AssertClose(file.ReadDouble("grad." + parameter.Name), gradients[parameter].Span.ToArray(), 1e-11);
        }
    }

    [Fact]
    public void An_agent_that_sees_no_entity_has_the_bias_of_the_attention_output()
    {
        (EntityAttention<double> attention, ParameterSet<double> set) = Drawn(scope => new EntityAttention<double>(scope, 4, 2, 6));
        Tensor<double> hidden = Tensor<double>.Create((1, 2, 3), [1, 1, 1, 0, 1, 0]);
        var tape = new Tape<double>();
        Variable<double> rows = tape.Constant(Tensor<double>.Create((1, 3, 4), [.. Enumerable.Range(0, 12).Select(i => i * 0.1)]));
        double[] result = attention.Forward(rows, 2, hidden).Value.Span.ToArray();
        Assert.Equal(set["out_trans.bias"].Value.Span.ToArray(), result[..6]);
        Assert.NotEqual(result[..6], result[6..]);
    }

    [Theory]
    [InlineData(EntityMixing.FlexQmix, true)]
    [InlineData(EntityMixing.FlexQmix, false)]
    [InlineData(EntityMixing.LinearFlexQmix, true)]
    [InlineData(EntityMixing.LinearFlexQmix, false)]
    [InlineData(EntityMixing.Vdn, true)]
    public void The_team_value_over_entities_never_falls_when_the_value_of_an_agent_rises(EntityMixing form, bool softmax)
    {
        EntityScene scene = EntityScene.Usual;
        (IEntityMixer<double> mixer, ParameterSet<double> set) = Mixer(scene, form, softmax);
        foreach (bool imagined in (bool[])[false, true])
        {
            var tape = new Tape<double>();
            Variable<double> values = tape.Leaf(Values(3));
            Variable<double> real = mixer.Mix(values, scene.OfMixer(tape, scene.Groups()), out Variable<double>? second);
            tape.Backward((imagined ? second!.Value : real).Sum(), new Gradients<double>(set));
            double[] slopes = tape.GradientOf(values).Span.ToArray();
            for (int i = 0; i < slopes.Length; i++)
            {
                // Of the values in a row the first belong to the real pass. An absent agent's weight is nothing where it is no soft-max.
                int place = i % (3 * EntityScene.Agents);
                bool counts = place >= EntityScene.Agents == imagined;
                Assert.True(counts ? slopes[i] >= 0 : slopes[i] == 0, $"{i}: {slopes[i]:R}");
                Assert.True(!counts || !softmax || slopes[i] > 0, $"{i}: {slopes[i]:R}");
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_all_entities_in_one_group_the_pass_within_equals_the_real_pass_and_the_pass_between_sees_nothing(bool recurrent)
    {
        EntityScene scene = EntityScene.Usual;
        (EntityAgent<double> agent, ParameterSet<double> set) = Agent(scene, Attending with { Recurrent = recurrent });
        var tape = new Tape<double>();
        EntityInput<double> input = scene.OfAgents(tape, scene.Groups(same: true));
        Variable<double> values = agent.Values(agent.Features(input), input);
        int size = EntityScene.Agents * EntityScene.Actions;
        double[] all = values.Value.Span.ToArray();
        for (int first = 0; first < all.Length; first += 3 * size)
        {
            Assert.Equal(all[first..(first + size)], all[(first + size)..(first + (2 * size))]);
        }

        Assert.All(all, value => Assert.True(double.IsFinite(value)));
        var gradients = new Gradients<double>(set);
        tape.Backward(values.Square().Sum(), gradients);
        Assert.All(gradients.Values.ToArray(), value => Assert.True(double.IsFinite(value)));

        // The mixer's mask within the group is its usual one, and between groups there is nothing.
        Tensor<double> masks = scene.OfMixer(tape, scene.Groups(same: true)).All.Hidden;
        size = EntityScene.Agents * masks.Shape.Last;
        for (int first = 0; first < masks.Count; first += 3 * size)
        {
            Assert.Equal(masks.Span.Slice(first, size).ToArray(), masks.Span.Slice(first + size, size).ToArray());
            Assert.All(masks.Span.Slice(first + (2 * size), size).ToArray(), hidden => Assert.Equal(1, hidden));
        }
    }

    [Theory]
    [InlineData(EntityPooling.Attention, true)]
    [InlineData(EntityPooling.Max, true)]
    [InlineData(EntityPooling.Mean, true)]
    [InlineData(EntityPooling.Attention, false)]
    public void The_order_of_entities_that_are_no_agents_does_not_matter(EntityPooling pooling, bool recurrent) =>
        AssertSame(EntityScene.Usual, new EntityScene(2, 0, 1), Attending with { Pooling = pooling, Recurrent = recurrent });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Unused_entity_rows_do_not_change_attention(bool recurrent) =>
        AssertSame(EntityScene.Usual, new EntityScene(0, 1, 2, 3, 4), Attending with { Recurrent = recurrent });

    [Fact]
    public void The_values_of_absent_agents_are_zero()
    {
        EntityScene scene = EntityScene.Usual;
        (EntityAgent<double> agent, _) = Agent(scene, Attending);
        var tape = new Tape<double>();
        EntityInput<double> input = scene.OfAgents(tape);
        Tensor<double> values = agent.Values(agent.Features(input), input).Value;
        for (int row = 0; row < values.Shape.Rows; row++)
        {
            bool absent = row % (EntityScene.Episodes * EntityScene.Agents) == 3; // the second agent of the second episode
            Assert.Equal(absent, values.Span.Slice(row * EntityScene.Actions, EntityScene.Actions).ToArray().All(value => value == 0));
        }
    }

    [Theory]
    [InlineData(EntityPooling.Attention)]
    [InlineData(EntityPooling.Max)]
    [InlineData(EntityPooling.Mean)]
    public void A_mean_over_agents_equals_the_mean_of_their_rows_and_so_do_its_gradients(EntityPooling pooling)
    {
        EntityScene scene = EntityScene.Usual;
        (EntityHypernetwork<double> network, ParameterSet<double> set) = Drawn(scope => new EntityHypernetwork<double>(
            scope, scene.Team, new() { Embedding = 5, HypernetWidth = 6 }, Attending with { Pooling = pooling }));
        double[] Computed(Func<EntityInput<double>, Variable<double>> mean)
        {
            var tape = new Tape<double>();
            Variable<double> result = mean(scene.OfMixer(tape, scene.Groups()).Real);
            var gradients = new Gradients<double>(set);
            tape.Backward(result.Tanh().Sum(), gradients);
            return [.. result.Value.Span, .. gradients.Values];
        }

        AssertClose(Computed(input => network.Matrix(input).Mean(2)), Computed(network.Vector), 1e-13);
        AssertClose(Computed(input => network.Matrix(input).Mean(3).Mean(2)), Computed(network.Scalar), 1e-13);
    }

    /// <summary>Agents and every mixer give the same in two scenes, the real pass as well as the imagined ones.</summary>
    private static void AssertSame(EntityScene first, EntityScene second, EntityNetworkSettings settings)
    {
        double[] Agents(EntityScene scene)
        {
            (EntityAgent<double> agent, _) = Agent(scene, settings);
            var tape = new Tape<double>();
            EntityInput<double> input = scene.OfAgents(tape, scene.Groups());
            return agent.Values(agent.Features(input), input).Value.Span.ToArray();
        }

        double[] Mixed(EntityScene scene, EntityMixing form)
        {
            (IEntityMixer<double> mixer, _) = Mixer(scene, form, softmax: true, settings);
            var tape = new Tape<double>();
            Variable<double> real = mixer.Mix(tape.Constant(Values(3)), scene.OfMixer(tape, scene.Groups()), out Variable<double>? imagined);
            return [.. real.Value.Span, .. imagined!.Value.Value.Span];
        }

        AssertClose(Agents(first), Agents(second), 1e-13);
        foreach (EntityMixing form in Enum.GetValues<EntityMixing>())
        {
            AssertClose(Mixed(first, form), Mixed(second, form), 1e-13);
        }
    }

    private static Tensor<double> Values(int passes)
    {
        Tensor<double> values = Tensor<double>.Create((EntityScene.Slots, EntityScene.Episodes, passes * EntityScene.Agents));
        for (int i = 0; i < values.Count; i++)
        {
            values.Span[i] = Math.Sin(i);
        }

        return values;
    }

    private static (EntityAgent<double> Agent, ParameterSet<double> Set) Agent(EntityScene scene, EntityNetworkSettings settings) =>
        Drawn(scope => EntityAgent<double>.Create(scope, scene.Team, new() { Hidden = 6 }, settings));

    private static (IEntityMixer<double> Mixer, ParameterSet<double> Set) Mixer(
        EntityScene scene, EntityMixing form, bool softmax, EntityNetworkSettings? network = null) =>
        Drawn(scope => EntityMixers.Create(
            scope, scene.Team, form, new() { Embedding = 5, HypernetWidth = 6, SoftmaxWeights = softmax }, network ?? Attending));

    private static (TNetwork Network, ParameterSet<double> Set) Drawn<TNetwork>(Func<ParameterScope<double>, TNetwork> declare)
    {
        var set = new ParameterSet<double>();
        TNetwork network = declare(set);
        set.Initialise(4);
        return (network, set);
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
