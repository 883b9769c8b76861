using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Agents;

/// <summary>A network that acts: one row per agent, one slot at a time, with hidden states that the caller keeps.</summary>
public interface IActingNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The size of a row's hidden state, which goes from slot to slot; zeros at the beginning of an episode.</summary>
    int HiddenSize { get; }

    /// <summary>Whether it sees entities instead of observations.</summary>
    bool SeesEntities => false;

    /// <summary>Whether its outputs are means over the quantiles of a distribution.</summary>
    bool AveragesQuantiles => false;

    /// <summary>One slot.</summary>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="inputs">What the agents see in that slot.</param>
    /// <param name="hiddenStates">[rows x <see cref="HiddenSize"/>], read and replaced.</param>
    /// <returns>[1, rows, outputs]: for discrete actions one output per action.</returns>
    Tensor<T> Act(Tape<T> tape, AgentInputs<T> inputs, Span<T> hiddenStates);

    /// <summary>
    /// Says what <see cref="Act"/> computes, as operations over named weights, so that the network can be exported. A network that does not say it still learns
    /// and acts here.
    /// </summary>
    /// <param name="policy">Receives the operations.</param>
    /// <exception cref="NotSupportedException">The network does not describe itself.</exception>
    void Describe(PolicyBuilder policy) => throw new NotSupportedException(
        $"the network {GetType().Name.Split('`')[0]} does not describe itself, so it cannot be exported; it must implement IActingNetwork.Describe");
}
