using Phalanx.Foundation;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Cli.Benchmarks;

/// <summary>The recurrent layer as training runs it: an episode a shard, the shards on a pool of workers, their gradients summed in order.</summary>
internal sealed class GruShards : IShard<float>, IDisposable
{
    private readonly GruSize _size;
    private readonly WorkerPool _workers;
    private readonly ShardRunner<float> _runner;
    private readonly ShardReduction<float> _reduction;
    private readonly GruLayer<float> _layer;
    private readonly Tensor<float> _input;
    private readonly Tensor<float> _seed;

    public GruShards(GruSize size, int workers)
    {
        _size = size;
        var parameters = new ParameterSet<float>();
        _layer = new GruLayer<float>(parameters, GruProblem.Width, GruProblem.Width);
        parameters.Initialise(0);
        _workers = new WorkerPool(workers);
        _runner = new ShardRunner<float>(_workers);
        _reduction = new ShardReduction<float>(parameters, workers);
        _input = Tensor<float>.Create((GruSize.Episodes, size.Steps * size.RowsPerEpisode * GruProblem.Width));
        _seed = Tensor<float>.Create(_input.Shape);
        var stream = new RandomStream(0, StreamPurpose.Named("benchmark operand"), 0);
        stream.FillUniform(_input.Span, -1, 1);
        stream.FillUniform(_seed.Span, -1, 1);
    }

    /// <summary>All shards once, forward and back.</summary>
    public void Run()
    {
        _runner.BeginStep(GruSize.Episodes, keepTapes: false);
        _runner.Run(this, _reduction, default);
    }

    public void Run(int shard, Tape<float> tape, Gradients<float> gradients, Span<double> sums)
    {
        Shape sequence = (_size.Steps, _size.RowsPerEpisode, GruProblem.Width);
        Variable<float> states = _layer.Forward(tape.Leaf(_input.Slice(shard, 1).Reshape(sequence)));
        tape.Backward(states, _seed.Slice(shard, 1).Span, gradients);
    }

    public void Dispose() => _workers.Dispose();
}
