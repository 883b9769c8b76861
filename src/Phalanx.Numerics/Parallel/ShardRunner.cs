using System.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Parallel;

/// <summary>
/// Runs the phases of a training step over the shards of its batch. Gradients and sums are combined in the order of the shards, so a
/// step has the same bits for any number of workers.
/// <code>
/// runner.BeginStep(shards, keepTapes: true);
/// runner.Run(critic, criticReduction, sums);    // shards in parallel
/// criticOptimiser.Step(criticReduction.Total);  // the caller alone
/// runner.Run(actor, actorReduction, sums);      // on the tapes of the phase before
/// actorOptimiser.Step(actorReduction.Total);
/// </code>
/// </summary>
/// <remarks>
/// <para>Which thread may use what, and when:</para>
/// <list type="bullet">
/// <item>
/// During a run a tape, its arenas, its variables, the gradients and the sums belong to the one worker that runs the shard they were
/// handed to. Parameters are read by all and changed by none.
/// </item>
/// <item>
/// Between runs all of them belong to the thread that starts the runs, and so do totals, optimisers and parameters. A later phase may
/// run a shard on another thread than an earlier one: the end of a run is a barrier, so it sees all that was written.
/// </item>
/// <item>
/// With <c>keepTapes</c> every shard has a tape of its own from <see cref="BeginStep"/> until the next one, so a later phase finds the
/// tensors of an earlier one. This holds the activations of the whole batch in memory. Without it a step has a single phase,
/// and each worker runs shard after shard on one tape, which it resets between them: memory for as many shards as there are workers,
/// warm in their caches.
/// </item>
/// </list>
/// <para>
/// Memory grows to the largest shard that a tape, and a worker's scratch, has met. Every worker that can has a shard in every run, so
/// with shards of one size nothing is allocated from the second step on; with others, from when every worker has met the largest.
/// </para>
/// </remarks>
public sealed class ShardRunner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly WorkerPool _workers;
    private readonly Kernels<T>? _kernels;
    private readonly List<Tape<T>> _tapes = [];
    private readonly Phase _phase;
    private int _shards;
    private bool _keepTapes;
    private bool _tapesReset;

    /// <summary>A runner on a pool, whose tapes compute with the given kernels, by default the machine's best.</summary>
    public ShardRunner(WorkerPool workers, Kernels<T>? kernels = null)
    {
        _workers = workers;
        _kernels = kernels;
        _phase = new Phase(this);
    }

    /// <summary>Begins a training step over so many shards; every tape is reset.</summary>
    /// <param name="shards">Number of shards.</param>
    /// <param name="keepTapes">Whether shards keep their tapes until the next step, as steps of several phases need.</param>
    public void BeginStep(int shards, bool keepTapes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shards);
        _phase.RequireIdle();
        _shards = shards;
        _keepTapes = keepTapes;
        _tapesReset = false;
        foreach (Tape<T> tape in _tapes)
        {
            tape.Reset();
        }

        int needed = keepTapes ? shards : _workers.Workers;
        while (_tapes.Count < needed)
        {
            _tapes.Add(new Tape<T>(_kernels));
        }
    }

    /// <summary>The tape of a shard, between phases.</summary>
    /// <exception cref="InvalidOperationException">Shards do not keep their tapes in this step.</exception>
    public Tape<T> TapeOf(int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, _shards);
        return _keepTapes
            ? _tapes[shard]
            : throw new InvalidOperationException("The step was begun without keeping the tapes of its shards.");
    }

    /// <summary>Runs a phase over all shards.</summary>
    /// <param name="work">The phase.</param>
    /// <param name="reduction">Receives the gradients of the phase's parameters as its total.</param>
    /// <param name="sums">Receives the shards' sums, added up in the order of the shards.</param>
    /// <exception cref="InvalidOperationException">
    /// A run is in progress, or this is a second phase in a step that was begun without keeping tapes.
    /// </exception>
    /// <remarks>When shards throw, the first of their exceptions is thrown here, and total and sums are undefined.</remarks>
    public void Run(IShard<T> work, ShardReduction<T> reduction, Span<double> sums)
    {
        _phase.RequireIdle();
        if (_tapesReset)
        {
            throw new InvalidOperationException("A step of several phases must be begun with its tapes kept.");
        }

        _tapesReset = !_keepTapes;
        _phase.Run(work, reduction, sums);
    }

    private sealed class Phase(ShardRunner<T> runner) : IShardWork
    {
        private const int CacheLine = 8; // doubles: shards that are neighbours do not write to one line

        private IShard<T>? _work;
        private ShardReduction<T>? _reduction;
        private double[] _sums = [];
        private int _statistics;
        private int _stride;

        public void RequireIdle()
        {
            if (_work is not null)
            {
                throw new InvalidOperationException("The shard runner is in the middle of a run: a shard cannot start another one.");
            }
        }

        public void Run(IShard<T> work, ShardReduction<T> reduction, Span<double> sums)
        {
            reduction.Begin(runner._shards);
            PlaceSums(sums.Length);
            _reduction = reduction;
            _work = work;
            try
            {
                runner._workers.Run(runner._shards, this);
            }
            finally
            {
                _work = null;
                _reduction = null;
            }

            sums.Clear();
            for (int shard = 0; shard < runner._shards; shard++)
            {
                ReadOnlySpan<double> own = SumsOf(shard);
                for (int i = 0; i < sums.Length; i++)
                {
                    sums[i] += own[i];
                }
            }
        }

        public void Run(int shard, int worker)
        {
            Gradients<T> gradients = _reduction!.Take(shard);
            try
            {
                Tape<T> tape = runner._tapes[runner._keepTapes ? shard : worker];
                if (!runner._keepTapes)
                {
                    tape.Reset();
                }

                Span<double> sums = SumsOf(shard);
                sums.Clear();
                _work!.Run(shard, tape, gradients, sums);
            }
            finally
            {
                // A shard that failed takes its turn too, or those after it would wait for ever.
                _reduction.Return(shard);
            }
        }

        private void PlaceSums(int statistics)
        {
            _statistics = statistics;
            _stride = (statistics + CacheLine - 1) / CacheLine * CacheLine;
            int needed = runner._shards * _stride;
            if (_sums.Length < needed)
            {
                _sums = new double[needed];
            }
        }

        private Span<double> SumsOf(int shard) => _sums.AsSpan(shard * _stride, _statistics);
    }
}
