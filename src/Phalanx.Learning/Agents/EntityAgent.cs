using System.Numerics;
using Phalanx.Acting;
using Phalanx.Foundation;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>
/// An agent network over entities, shared by all agents. An agent is identified by its row alone. The values of absent agents are 0.
/// </summary>
public abstract class EntityAgent<T> : IActingNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TeamShape _team;
    private readonly LinearLayer<T> _head;
    private readonly string _headName;

    /// <summary>Declares the head.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="head">What the head is called.</param>
    /// <param name="features">Its inputs.</param>
    private protected EntityAgent(ParameterScope<T> scope, TeamShape team, string head, int features)
    {
        (_team, _headName) = (team, head);
        _head = new LinearLayer<T>(scope.Scope(head), features, team.Actions);
    }

    /// <inheritdoc/>
    public abstract int HiddenSize { get; }

    /// <inheritdoc/>
    public bool SeesEntities => true;

    /// <summary>The agent that the settings describe.</summary>
    /// <exception cref="UserErrorException">Its width is no multiple of its heads.</exception>
    public static EntityAgent<T> Create(ParameterScope<T> scope, TeamShape team, AgentSettings agent, EntityNetworkSettings settings)
    {
        settings.ThrowUnlessHeadsShare(settings.Width, "algorithm.network.width");
        return settings.Recurrent ? new RecurrentEntityAgent<T>(scope, team, agent, settings) : new FeedforwardEntityAgent<T>(scope, team, settings);
    }

    /// <inheritdoc/>
    public Tensor<T> Act(Tape<T> tape, AgentInputs<T> inputs, Span<T> hiddenStates)
    {
        EntityView<T> view = inputs.Entities ?? throw new ArgumentException("An agent that sees entities got none.", nameof(inputs));
        var input = EntityInput<T>.OfAgents(tape, _team, view, inputs.LastActions);
        return Values(Advance(input, hiddenStates), input).Value;
    }

    /// <inheritdoc/>
    public void Describe(PolicyBuilder policy) =>
        policy.Present(PolicyDescription.Value, policy.Linear("values", DescribeFeatures(policy), _headName, _head));

    /// <summary>What the head reads in every slot, [slots, episodes x passes x agents, features]. Every pass has its own hidden states.</summary>
    public abstract Variable<T> Features(EntityInput<T> input);

    /// <summary>The values of all actions, [slots, episodes x passes x agents, actions].</summary>
    public Variable<T> Values(Variable<T> features, EntityInput<T> input) => _head.Forward(features) * input.Present;

    /// <summary>
    /// The values of one action of every agent in all passes, [steps, episodes, passes x agents]. The gradient touches that action's weights only.
    /// </summary>
    /// <param name="features">What the head reads.</param>
    /// <param name="input">What it comes from.</param>
    /// <param name="values">The values of all actions.</param>
    /// <param name="actions">[steps, episodes x agents].</param>
    public Variable<T> ValuesAt(Variable<T> features, EntityInput<T> input, Tensor<T> values, Tensor<int> actions)
    {
        Tape<T> tape = features.Tape;
        int steps = actions.Shape[0];
        (int rows, int perEpisode) = (features.Shape[1], input.Passes * input.Agents);
        Tensor<int> chosen = tape.Indices.Rent((steps, rows));
        for (int i = 0; i < chosen.Count; i++)
        {
            chosen.Span[i] = actions.Span[(i / perEpisode * input.Agents) + (i % input.Agents)];
        }

        Variable<T> at = features.Slice(0, 0, steps)
            .LinearAt(tape.Use(_head.Weight), tape.Use(_head.Bias!), chosen, values.Slice(0, steps));
        Variable<T> present = input.Present.Slice(0, 0, steps).Reshape((steps, rows));
        return (at * present).Reshape((steps, input.Episodes, perEpisode));
    }

    /// <summary>One slot: what the head reads, [1, rows, features]. The hidden states are read and replaced.</summary>
    private protected abstract Variable<T> Advance(EntityInput<T> input, Span<T> hiddenStates);

    /// <summary>The operations up to what the head reads, whose name is returned.</summary>
    private protected abstract string DescribeFeatures(PolicyBuilder policy);
}
