using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>VDN-S: <c>Q_tot = sum_i Q_i + V(s)</c>, <c>V = MLP(S → E → 1)</c>. What depends on the state alone changes no argmax.</summary>
public sealed class StateSumMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Perceptron<T> _value;

    /// <summary>Declares <c>V</c>.</summary>
    public StateSumMixer(ParameterScope<T> scope, TeamShape team, int embedding) =>
        _value = new Perceptron<T>(scope.Scope("V"), [team.State, embedding, 1]);

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input)
    {
        Variable<T> sum = input.Values.Sum(-1);
        return sum + _value.Forward(input.States).Reshape(sum.Shape);
    }
}
