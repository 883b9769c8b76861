using System.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Layers;

/// <summary>
/// A gated recurrent unit: parameters <c>weight_ih</c> [3H, in], <c>weight_hh</c> [3H, H], <c>bias_ih</c> and <c>bias_hh</c>, gates in the
/// order r, z, n.
/// </summary>
public sealed class GruLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Declares the parameters, to be drawn as PyTorch draws them.</summary>
    public GruLayer(ParameterScope<T> scope, int inputs, int hidden)
    {
        Initialiser draw = Initialiser.FanIn(hidden);
        InputWeight = scope.Declare("weight_ih", (3 * hidden, inputs), draw);
        StateWeight = scope.Declare("weight_hh", (3 * hidden, hidden), draw);
        InputBias = scope.Declare("bias_ih", 3 * hidden, draw);
        StateBias = scope.Declare("bias_hh", 3 * hidden, draw);
    }

    /// <summary>What projects the input to the gates.</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>What projects the state to the gates.</summary>
    public Parameter<T> StateWeight { get; }

    /// <summary>The bias of the projected input.</summary>
    public Parameter<T> InputBias { get; }

    /// <summary>The bias of the projected state.</summary>
    public Parameter<T> StateBias { get; }

    /// <summary>The states after every step of a sequence [time, rows, inputs], from zeros or a given start [rows, H].</summary>
    public Variable<T> Forward(Variable<T> x, Variable<T>? start = null)
    {
        Tape<T> tape = x.Tape;
        return x.Gru(tape.Use(InputWeight), tape.Use(StateWeight), tape.Use(InputBias), tape.Use(StateBias), start);
    }
}
