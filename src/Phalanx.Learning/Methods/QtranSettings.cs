using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings that both forms of QTRAN share.</summary>
public abstract record QtranSettings
{
    /// <summary>Hidden width of the joint network and of V.</summary>
    [Setting("hidden width of the joint network and of the state's value", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Width { get; init; } = 64;

    /// <summary>Hidden layers of the joint network and of V, which has one less in QTRAN-alt.</summary>
    [Setting("hidden layers of the joint network and of the state's value, which has one less in qtran-alt", Min = 1, Max = NetworkSizes.MostLayers)]
    public int HiddenLayers { get; init; } = 2;

    /// <summary>λ_opt, the weight of the loss that ties Q' to Q_jt at the greedy joint action.</summary>
    [Setting("weight of the loss at the greedy joint action", Min = 0)]
    public double LambdaOpt { get; init; } = 1;

    /// <summary>
    /// λ_nopt, the weight of the loss elsewhere: in QTRAN-base it keeps D from negative values, in QTRAN-alt it ties an agent's smallest D to zero.
    /// </summary>
    [Setting("weight of the loss elsewhere", Min = 0)]
    public double LambdaNopt { get; init; } = 0.1;
}
