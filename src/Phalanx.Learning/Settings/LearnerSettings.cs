using Phalanx.Foundation;
using Phalanx.Numerics.Optimisers;
using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>learner.*</c>: what a training step does.</summary>
public sealed record LearnerSettings
{
    /// <summary>The rule by which gradients become steps.</summary>
    [Setting("rule by which gradients become steps")]
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Rmsprop;

    /// <summary>The learning rate.</summary>
    [Setting("learning rate", Above = 0)]
    public double Lr { get; init; } = 5e-4;

    /// <summary>RMSprop's decay rate of the average of squared gradients.</summary>
    [Setting("RMSprop's decay rate of the average of squared gradients", Min = 0, Below = 1)]
    public double RmspropAlpha { get; init; } = 0.99;

    /// <summary>What RMSprop adds to the root.</summary>
    [Setting("what RMSprop adds to the root", Min = 0)]
    public double RmspropEpsilon { get; init; } = 1e-5;

    /// <summary>Adam's decay rate of the average of gradients.</summary>
    [Setting("Adam's decay rate of the average of gradients", Min = 0, Below = 1)]
    public double AdamBeta1 { get; init; } = 0.9;

    /// <summary>Adam's decay rate of the average of squared gradients.</summary>
    [Setting("Adam's decay rate of the average of squared gradients", Min = 0, Below = 1)]
    public double AdamBeta2 { get; init; } = 0.999;

    /// <summary>What Adam adds to the root.</summary>
    [Setting("what Adam adds to the root", Min = 0)]
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>The norm that longer gradients are cut to.</summary>
    [Setting("norm that longer gradients are cut to", Above = 0)]
    public double ClipNorm { get; init; } = 10;

    /// <summary>The discount of rewards, a step later each.</summary>
    [Setting("discount of rewards from one step to the next", Min = 0, Max = 1)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>The path of <see cref="BatchEpisodes"/>, whose unit depends on the method.</summary>
    public const string BatchPath = "learner.batch_episodes";

    /// <summary>How many episodes a training step learns from; single transitions for methods that learn from those.</summary>
    [Setting("episodes that a training step learns from; single transitions for methods that learn from those", Min = 1)]
    public int BatchEpisodes { get; init; } = 32;

    /// <summary>Whether the online networks choose the next action that the target networks value.</summary>
    [Setting("whether the online networks choose the next action that the target networks value")]
    public bool DoubleQ { get; init; } = true;

    /// <summary>The lambda of TD(lambda); 0 for one-step targets.</summary>
    [Setting("lambda of TD(lambda) targets; 0 for one-step targets", Min = 0, Max = 1)]
    public double TdLambda { get; init; }

    /// <summary>How many rewards a target sums before it bootstraps.</summary>
    [Setting("rewards that a target sums before it bootstraps", Min = 1, Max = 1_000_000)]
    public int NStep { get; init; } = 1;

    /// <summary>How long target networks stay as they are.</summary>
    [Setting("how many of target_unit pass between two updates of the target networks", Min = 1)]
    public int TargetInterval { get; init; } = 200;

    /// <summary>What <see cref="TargetInterval"/> counts.</summary>
    [Setting("what target_interval counts")]
    public TargetUnit TargetUnit { get; init; } = TargetUnit.Episodes;

    /// <summary>How far an update moves the target networks towards the online ones; 1 copies them.</summary>
    [Setting("how far an update moves the target networks towards the online ones; 1 copies them", Above = 0, Max = 1)]
    public double TargetRate { get; init; } = 1;

    /// <summary>A factor on the loss, which matters to clipping and to the optimiser's epsilon.</summary>
    [Setting("factor on the loss", Above = 0)]
    public double LossScale { get; init; } = 1;

    /// <summary>
    /// How many rows (one agent at one time step) a shard of the batch has at least. Results depend on it in their last digits, and on
    /// the number of threads not at all.
    /// </summary>
    [Setting("rows (one agent at one time step) that a shard of the batch has at least", Min = 1)]
    public int ShardRows { get; init; } = 512;

    /// <summary>Refuses settings without double Q, for a method whose targets value the actions that its online agents would choose.</summary>
    /// <exception cref="UserErrorException">Double Q is off.</exception>
    internal void ThrowUnlessDoubleQ(string method)
    {
        if (!DoubleQ)
        {
            throw new UserErrorException(
                $"learner.double_q is false; {method} needs true: its targets value the joint action that the agents it learns would choose");
        }
    }

    /// <summary>The settings of the optimiser.</summary>
    public OptimiserSettings ToOptimiserSettings() => Optimiser switch
    {
        OptimiserKind.Adam => new AdamSettings { LearningRate = Lr, Beta1 = AdamBeta1, Beta2 = AdamBeta2, Epsilon = AdamEpsilon },
        _ => new RmsPropSettings { LearningRate = Lr, Alpha = RmspropAlpha, Epsilon = RmspropEpsilon },
    };
}
