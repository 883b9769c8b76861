using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The main functions of ResZ. The greedy joint action of each is made of each agent's own (DIGM).</summary>
public enum ReszMain
{
    /// <summary>DAtten.</summary>
    Datten,

    /// <summary>DDN.</summary>
    Ddn,

    /// <summary>DMIX.</summary>
    Dmix,
}

/// <summary>What gives the residual its size.</summary>
public enum ReszResidual
{
    /// <summary>Attention without a soft-max: coefficients of any sign that depend on the state alone.</summary>
    Attention,

    /// <summary>An unrestricted network of all samples.</summary>
    Feedforward,

    /// <summary>DDN.</summary>
    Ddn,

    /// <summary>DMIX.</summary>
    Dmix,
}

/// <summary>What Z* is mixed by.</summary>
public enum ReszCentral
{
    /// <summary>A network of the samples at a level, and of that level.</summary>
    PerLevel,

    /// <summary>A network of all samples at once that does not see the levels, as it was published.</summary>
    Flat,
}

/// <summary>The settings of ResZ.</summary>
public sealed record ReszSettings : ShapeSettings
{
    /// <summary>The main function.</summary>
    [Setting("main function, whose greedy joint action is each agent's own")]
    public ReszMain Main { get; init; }

    /// <summary>The residual function.</summary>
    [Setting("what gives the residual its size")]
    public ReszResidual Residual { get; init; }

    /// <summary>What Z* is mixed by.</summary>
    [Setting("what Z* is mixed by: the samples at each level with that level, or all samples at once without")]
    public ReszCentral Central { get; init; }

    /// <summary>Width of a feedforward residual.</summary>
    [Setting("width of the layers of a feedforward residual", Min = 1)]
    public int ResidualWidth { get; init; } = 128;

    /// <summary>Width of the mixer of Z*.</summary>
    [Setting("width of the layers of the mixer of Z*", Min = 1)]
    public int CentralWidth { get; init; } = 128;

    /// <summary>QMIX's mixer, within DMIX.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>DAtten's attention, and the residual's.</summary>
    public AttentionSettings Attention { get; init; } = new();

    internal IQuantileMixer<T> DeclareMain<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Main switch
        {
            ReszMain.Ddn => new SumQuantileMixer<T>(),
            ReszMain.Dmix => new MeanShapeMixer<T>(Mixer.Declare(scope, team)),
            _ => new AttentionQuantileMixer<T>(scope, team, Attention.ToForm()),
        };

    internal IQuantileMixer<T> DeclareResidual<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Residual switch
        {
            ReszResidual.Feedforward => new FlatQuantileMixer<T>(scope, team, Quantiles, ResidualWidth),
            ReszResidual.Ddn => new SumQuantileMixer<T>(),
            ReszResidual.Dmix => new MeanShapeMixer<T>(Mixer.Declare(scope, team)),
            _ => new AttentionQuantileMixer<T>(scope, team, Attention.ToForm() with { Softmax = false }),
        };

    internal IQuantileMixer<T> DeclareCentral<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Central == ReszCentral.Flat
            ? new FlatQuantileMixer<T>(scope, team, Quantiles, CentralWidth)
            : new LevelQuantileMixer<T>(scope, team, Cosines, CentralWidth);
}
