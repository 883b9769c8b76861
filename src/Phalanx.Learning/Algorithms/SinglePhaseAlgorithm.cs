using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Algorithms;

/// <summary>
/// A method whose training step is one loss, one clip over all parameters and one step of one optimiser, with target networks.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TNetworks">Its networks.</typeparam>
public abstract class SinglePhaseAlgorithm<T, TNetworks> : Algorithm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Declares online and target networks.</summary>
    /// <param name="learner">Targets and steps.</param>
    /// <param name="parameters">What is learned; the networks that act are declared in it already.</param>
    /// <param name="declareOnline">Declares the other networks that learn.</param>
    /// <param name="declareTarget">Declares the target networks: all or a part of them, under the same names.</param>
    protected SinglePhaseAlgorithm(
        LearnerSettings learner,
        ParameterSet<T> parameters,
        Func<ParameterSet<T>, TNetworks> declareOnline,
        Func<ParameterSet<T>, TNetworks> declareTarget)
    {
        Learner = learner;
        var target = new ParameterSet<T>(trainable: false);
        Online = declareOnline(parameters);
        Target = declareTarget(target);
        var group = new ParameterGroup<T>("learner", parameters, target, learner);
        Groups = [group];
        Phases = [new Phase<T>(group, (shard, tape, _) => Loss(shard, tape))];
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<ParameterGroup<T>> Groups { get; }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Phase<T>> Phases { get; }

    /// <summary>The networks that learn.</summary>
    protected TNetworks Online { get; }

    /// <summary>The target networks.</summary>
    protected TNetworks Target { get; }

    /// <summary>Targets and steps.</summary>
    protected LearnerSettings Learner { get; }

    /// <summary>This shard's share of the batch's loss.</summary>
    protected abstract Variable<T> Loss(Shard<T> shard, Tape<T> tape);
}
