using System.Numerics;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The main functions of ResQ. All are monotonic, so the greedy joint action is made of each agent's own.</summary>
public enum ResqMain
{
    /// <summary>QMIX.</summary>
    Qmix,

    /// <summary>VDN.</summary>
    Vdn,

    /// <summary>Qatten.</summary>
    Qatten,
}

/// <summary>What gives the residual its size.</summary>
public enum ResqResidual
{
    /// <summary>An unrestricted network over state and values.</summary>
    Feedforward,

    /// <summary>QMIX.</summary>
    Qmix,

    /// <summary>VDN.</summary>
    Vdn,

    /// <summary>Qatten.</summary>
    Qatten,
}

/// <summary>How the residual is kept from being positive.</summary>
public enum ResidualConstraint
{
    /// <summary><c>Q_r = -|x|</c>: it never is.</summary>
    NegativeAbsolute,

    /// <summary><c>Q_r = x</c>, and <c>max(x, 0)²</c> in the loss: it need not be, and then nothing keeps greedy agents greedy together.</summary>
    Hinge,
}

/// <summary>Where the residual counts for nothing, <c>w_r = 0</c>.</summary>
public enum ResidualMask
{
    /// <summary>At the greedy joint action.</summary>
    Greedy,

    /// <summary>There, and where the target is above Q*⁻ of the greedy joint action.</summary>
    MaxLarger,

    /// <summary>Where Q_tot is not below the target.</summary>
    Hysteretic,

    /// <summary>Nowhere.</summary>
    None,
}

/// <summary>What the factorised value is regressed on.</summary>
public enum ResidualTarget
{
    /// <summary>The return y that Q* learns.</summary>
    Return,

    /// <summary>Q* of the actions taken.</summary>
    Central,
}

/// <summary>The settings of ResQ.</summary>
public sealed record ResqSettings
{
    /// <summary>The main function.</summary>
    [Setting("main function, whose greedy joint action is each agent's own")]
    public ResqMain Main { get; init; }

    /// <summary>The residual function.</summary>
    [Setting("what gives the residual its size")]
    public ResqResidual Residual { get; init; }

    /// <summary>How the residual is kept from being positive.</summary>
    [Setting("how the residual is kept from being positive; beware: with hinge it need not be, and greedy agents not be greedy together")]
    public ResidualConstraint Constraint { get; init; }

    /// <summary>Where the residual counts for nothing.</summary>
    [Setting("where the residual counts for nothing; greedy is the paper's")]
    public ResidualMask Mask { get; init; }

    /// <summary>What the factorised value is regressed on.</summary>
    [Setting("what the factorised value is regressed on: the return, or Q* as the paper prints it")]
    public ResidualTarget Target { get; init; }

    /// <summary>Whether the residual is made of the values that agents act by; then its gradient moves these.</summary>
    [Setting("whether the residual is made of the values that agents act by, which its gradient then moves; otherwise of those of agents of its own")]
    public bool ResidualSharesAgent { get; init; }

    /// <summary>Width of a feedforward residual.</summary>
    [Setting("width of the layers of a feedforward residual", Min = 1)]
    public int ResidualWidth { get; init; } = 128;

    /// <summary>QMIX's mixer, wherever one is asked for.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>Qatten's attention, wherever it is asked for.</summary>
    public AttentionSettings Attention { get; init; } = new();

    /// <summary>Q*.</summary>
    public CentralSettings Central { get; init; } = new() { Width = 128 };

    internal IMixer<T> DeclareMain<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Main switch
        {
            ResqMain.Vdn => new SumMixer<T>(),
            ResqMain.Qatten => new AttentionMixer<T>(scope, team, Attention.ToForm()),
            _ => Mixer.Declare(scope, team),
        };

    internal IMixer<T> DeclareResidual<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Residual switch
        {
            ResqResidual.Qmix => Mixer.Declare(scope, team),
            ResqResidual.Vdn => new SumMixer<T>(),
            ResqResidual.Qatten => new AttentionMixer<T>(scope, team, Attention.ToForm()),
            _ => new CentralMixer<T>(scope, team, ResidualWidth),
        };
}
