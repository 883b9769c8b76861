using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Optimisers;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Training;

/// <summary>The loss of a training step and the norm of its gradients before they were clipped.</summary>
/// <param name="Loss">Sum of the losses of all phases.</param>
/// <param name="GradientNorm">The largest norm of a phase.</param>
public readonly record struct LearnerReport(double Loss, double GradientNorm)
{
    /// <summary>The share of the optimisers' steps, one for each phase and repetition, whose gradients were clipped.</summary>
    public double ClippedShare { get; init; }

    /// <summary>The largest |Q| of the batch among the values that the method regresses; null where it notes none.</summary>
    public double? LargestValue { get; init; }

    /// <summary>The mean over the batch of |Q - y|, of values and the targets that they are regressed on; null where it notes none.</summary>
    public double? TargetGap { get; init; }
}

/// <summary>
/// A training step of any algorithm: phase after phase, the losses of all shards, their gradients in shard order, a clip, a step of the
/// phase's group. What is not finite - a target, a value, the loss, a gradient, a weight after the step, the optimiser's state - ends it there with a
/// <see cref="NumericalFaultException"/>, and no optimiser steps along gradients that are not finite.
/// </summary>
public sealed class LearnerStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Algorithm<T> _algorithm;
    private readonly ShardRunner<T> _runner;
    private readonly Dictionary<ParameterGroup<T>, ShardReduction<T>> _reductions = [];
    private readonly Dictionary<ParameterGroup<T>, Optimiser<T>> _optimisers = [];
    private readonly Work _work;
    private readonly double[] _figures;
    private double _gap;

    /// <summary>Makes an optimiser for every group.</summary>
    public LearnerStep(Algorithm<T> algorithm, WorkerPool workers, Kernels<T>? kernels = null)
    {
        _algorithm = algorithm;
        _figures = new double[algorithm.Figures.Count];
        _work = new Work(_figures.Length);
        _runner = new ShardRunner<T>(workers, kernels);
        foreach (ParameterGroup<T> group in algorithm.Groups)
        {
            _reductions[group] = new ShardReduction<T>(group.Online, workers.Workers, kernels);
            _optimisers[group] = group.Settings.ToOptimiserSettings().Create(group.Online, kernels);
        }
    }

    /// <summary>The optimiser of a group.</summary>
    public Optimiser<T> OptimiserOf(ParameterGroup<T> group) => _optimisers[group];

    /// <summary>The gradients of a group in its last phase, after clipping.</summary>
    public Gradients<T> GradientsOf(ParameterGroup<T> group) => _reductions[group].Total;

    /// <summary>The algorithm's own figures of the last training step, in the order in which it declares them.</summary>
    public ReadOnlySpan<double> Figures => _figures;

    /// <summary>Called with the report of each step of a group. A training step has as many of them as its phases have repetitions.</summary>
    public Action<ParameterGroup<T>, LearnerReport>? Stepped { get; set; }

    /// <summary>Makes one training step.</summary>
    /// <exception cref="NumericalFaultException">
    /// A number is not finite. Groups that were stepped before stay so; what was saved before is what to go on from.
    /// </exception>
    public LearnerReport Run(IShardSource<T> source)
    {
        IReadOnlyList<Phase<T>> phases = _algorithm.Phases;
        bool several = phases.Count > 1 || phases[0].PerTimeStep;
        _runner.BeginStep(source.Shards, keepTapes: several);
        _work.Begin(source, keep: several);
        Array.Clear(_figures);
        _gap = 0;
        (double loss, double norm, double clipped, int steps) = (0, 0, 0, 0);
        for (int i = 0; i < phases.Count; i++) // an enumerator of an interface would be allocated
        {
            Phase<T> phase = phases[i];
            for (int step = phase.PerTimeStep ? source.Steps - 1 : 0; step >= 0; step--)
            {
                LearnerReport report = Run(phase, step);
                loss += report.Loss;
                norm = Math.Max(norm, report.GradientNorm);
                clipped += report.ClippedShare;
                steps++;
            }
        }

        double? largest = _work.LargestValue;
        return new LearnerReport(loss, norm)
        {
            ClippedShare = clipped / steps,
            LargestValue = largest,
            TargetGap = largest is null ? null : _gap,
        };
    }

    private LearnerReport Run(Phase<T> phase, int step)
    {
        Span<double> sums = stackalloc double[Work.OwnFigures + _figures.Length];
        ShardReduction<T> reduction = _reductions[phase.Group];
        _work.Prepare(phase, step);
        _runner.Run(_work, reduction, sums);
        _gap += sums[Work.Gap];
        for (int i = 0; i < _figures.Length; i++)
        {
            _figures[i] += sums[Work.OwnFigures + i];
        }

        if (_work.Fault is not null || !double.IsFinite(sums[Work.Loss]))
        {
            throw StepFaults.OfLoss(phase.Group.Name, _work.Fault, sums[Work.Loss]);
        }

        double norm = reduction.Total.ClipNorm(phase.Group.Settings.ClipNorm, out bool clipped);
        if (!double.IsFinite(norm))
        {
            throw StepFaults.OfGradients(phase.Group.Name, reduction.Total, norm);
        }

        // On one thread: a step is one pass over the parameters, which is faster than waking other workers.
        Optimiser<T> optimiser = _optimisers[phase.Group];
        if (!optimiser.Step(reduction.Total))
        {
            throw StepFaults.OfStep(phase.Group, optimiser);
        }

        var report = new LearnerReport(sums[Work.Loss], norm) { ClippedShare = clipped ? 1 : 0 };
        Stepped?.Invoke(phase.Group, report);
        return report;
    }

    private sealed class Work(int figures) : IShard<T>
    {
        /// <summary>Where the sums of a phase hold what.</summary>
        public const int Loss = 0, Gap = 1, OwnFigures = 2;

        private Shard<T>?[] _shards = [];
        private ShardNotes<T>[] _notes = [];
        private IShardSource<T>? _source;
        private Phase<T>? _phase;
        private int _step;
        private bool _keep;

        public void Begin(IShardSource<T> source, bool keep)
        {
            (_source, _keep) = (source, keep);
            Array.Clear(_shards);
            if (keep && _shards.Length < source.Shards)
            {
                _shards = new Shard<T>?[source.Shards];
            }

            int had = _notes.Length;
            if (had < source.Shards)
            {
                Array.Resize(ref _notes, source.Shards);
                for (int i = had; i < _notes.Length; i++)
                {
                    _notes[i] = new ShardNotes<T>(figures);
                }
            }

            foreach (ShardNotes<T> notes in _notes)
            {
                notes.Clear();
            }
        }

        /// <summary>The largest |Q| that was noted in this training step.</summary>
        public double? LargestValue
        {
            get
            {
                double? largest = null;
                foreach (ShardNotes<T> notes in Notes)
                {
                    largest = notes.LargestValue is { } own ? Math.Max(largest ?? 0, own) : largest;
                }

                return largest;
            }
        }

        /// <summary>What was noted as not finite, by the first shard that did.</summary>
        public (string Tensor, NonFinite Numbers)? Fault
        {
            get
            {
                foreach (ShardNotes<T> notes in Notes)
                {
                    if (notes.Fault is { } fault)
                    {
                        return fault;
                    }
                }

                return null;
            }
        }

        private ReadOnlySpan<ShardNotes<T>> Notes => _notes.AsSpan(0, _source!.Shards);

        public void Prepare(Phase<T> phase, int step) => (_phase, _step) = (phase, step);

        public void Run(int shard, Tape<T> tape, Gradients<T> gradients, Span<double> sums)
        {
            Shard<T> data = _keep ? _shards[shard] ??= Fill(shard, tape) : Fill(shard, tape);
            Variable<T> loss = _phase!.Loss(data, tape, _step);
            double scale = _phase.Group.Settings.LossScale;
            if (scale != 1)
            {
                loss *= T.CreateChecked(scale);
            }

            sums[Loss] += double.CreateChecked(loss.Value.Span[0]);
            ShardNotes<T> notes = data.Notes!;
            sums[Gap] = notes.TakeGap();
            notes.Figures.CopyTo(sums[OwnFigures..]);
            notes.Figures.Clear();
            tape.Backward(loss, gradients);
        }

        private Shard<T> Fill(int shard, Tape<T> tape) => _source!.Fill(shard, tape) with { Notes = _notes[shard] };
    }
}
