using System.Numerics;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Numerics.Optimisers;

/// <summary>
/// Steps the parameters of one set along their gradients. Its state lies in blocks with the layout of the set's block, so a step is one
/// fused pass. It works element by element: a step cut into ranges for several workers has the same bits.
/// </summary>
public abstract class Optimiser<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<(string Kind, Tensor<T> Block)> _blocks = [];
    private readonly RangeWork _ranges;

    private protected Optimiser(ParameterSet<T> set, OptimiserSettings settings, Kernels<T> kernels)
    {
        Set = set;
        Kernels = kernels;
        LearningRate = settings.LearningRate;
        _ = set.Values; // closes the set: its length is final from here on
        _ranges = new RangeWork(this);
    }

    /// <summary>The parameters.</summary>
    public ParameterSet<T> Set { get; }

    /// <summary>How far a step goes. It may change between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set
        {
            OptimiserSettings.RequireNotNegative(value, nameof(LearningRate));
            field = value;
        }
    }

    /// <summary>Number of steps made. It belongs to the state: set it when the tensors of <see cref="State"/> are restored.</summary>
    public long Steps
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>
    /// The state that is kept between steps, besides <see cref="Steps"/>, kind after kind in the order of the parameters.
    /// </summary>
    public IEnumerable<OptimiserState<T>> State
    {
        get
        {
            foreach ((string kind, Tensor<T> block) in _blocks)
            {
                foreach (Parameter<T> parameter in Set.Parameters)
                {
                    yield return new OptimiserState<T>($"{kind}.{parameter.Name}", parameter.PartOf(block));
                }
            }
        }
    }

    /// <summary>What to compute with.</summary>
    private protected Kernels<T> Kernels { get; }

    /// <summary>Changes the parameters by one step.</summary>
    /// <param name="gradients">The gradients of the same set.</param>
    /// <param name="workers">Who shares the work; by default the caller does all of it.</param>
    /// <returns>
    /// Whether every parameter and every number of the state is finite after it. A step may overflow from finite gradients, and from others it always
    /// leaves what is not finite.
    /// </returns>
    /// <exception cref="ArgumentException">The gradients belong to another set.</exception>
    public bool Step(Gradients<T> gradients, WorkerPool? workers = null)
    {
        if (gradients.Set != Set)
        {
            throw new ArgumentException("The gradients belong to another set of parameters than the optimiser.");
        }

        Prepare(Steps + 1);
        bool finite = workers is null ? Update(gradients.Values, Set.Values, 0) : _ranges.Run(gradients, workers);
        Steps++;
        Set.Touch();
        return finite;
    }

    /// <summary>A block of zeros that keeps a number of the state for every element. For constructors.</summary>
    private protected Tensor<T> AddState(string kind)
    {
        Tensor<T> block = Tensor<T>.Create(Set.Count);
        _blocks.Add((kind, block));
        return block;
    }

    /// <summary>Computes what the elements of a step share. Steps count from 1.</summary>
    protected abstract void Prepare(long step);

    /// <summary>Steps a range of elements that begins at <paramref name="start"/> of the block. Several threads may do so at once.</summary>
    /// <returns>Whether all that it wrote is finite.</returns>
    protected abstract bool Update(ReadOnlySpan<T> gradient, Span<T> values, int start);

    private sealed class RangeWork(Optimiser<T> optimiser) : IShardWork
    {
        // Large enough that handing it out costs nothing beside it, and a multiple of every register width and cache line.
        private const int Range = 1 << 14;

        private Gradients<T>? _gradients;
        private bool _finite;

        public bool Run(Gradients<T> gradients, WorkerPool workers)
        {
            (_gradients, _finite) = (gradients, true);
            workers.Run((gradients.Values.Length + Range - 1) / Range, this);
            _gradients = null;
            return _finite;
        }

        public void Run(int shard, int worker)
        {
            int start = shard * Range;
            int length = Math.Min(Range, optimiser.Set.Count - start);
            if (!optimiser.Update(_gradients!.Values.Slice(start, length), optimiser.Set.Values.Slice(start, length), start))
            {
                _finite = false; // only ever this way, so it does not matter who is first
            }
        }
    }
}
