using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>Measures what resets, steps and writing allocate once everything is warm.</summary>
internal static class AllocationProbe
{
    private const int Rounds = 200;

    public static void Run(CheckContext context)
    {
        IEnvironmentBatch batch = context.Create(context.Options.Copies);
        PreallocatedPlay play = new(context, batch);
        play.Run(Rounds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        play.Run(Rounds);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > 0)
        {
            // A single environment may allocate; an environment that is written as a batch is written to be fast.
            context.Add(
                "allocation",
                $"a step allocates {Math.Max(1, allocated / (Rounds * batch.Count))} bytes on average; " +
                "keep arrays between steps, or the garbage collector will slow everything",
                isHint: context.IsAdapted);
        }
    }

    /// <summary>Steps a batch and makes it write everything, with buffers that were all allocated before.</summary>
    private sealed class PreallocatedPlay
    {
        private readonly CheckContext _context;
        private readonly IEnvironmentBatch _batch;
        private readonly int[] _environments;
        private readonly StepResult[] _results;
        private readonly int[] _discrete;
        private readonly float[] _continuous;
        private readonly float[] _numbers;
        private readonly bool[] _available;
        private readonly bool[] _alive;
        private readonly bool[] _absent;
        private readonly bool[] _hidden;
        private RandomStream _stream;
        private int _episode;

        public PreallocatedPlay(CheckContext context, IEnvironmentBatch batch)
        {
            EnvironmentSpec spec = batch.Spec;
            int entities = batch.Count * (spec.Entities?.Count ?? 0);
            int widest = Math.Max(
                Math.Max(spec.Agents * Math.Max(spec.ObservationSize, spec.AgentFeatureSize), spec.StateSize),
                Math.Max(spec.Statistics.Count, (spec.Entities?.Count ?? 0) * (spec.Entities?.Width ?? 0)));
            _context = context;
            _batch = batch;
            _environments = [.. Enumerable.Range(0, batch.Count)];
            _results = new StepResult[batch.Count];
            _discrete = new int[batch.Count * (spec.Actions.IsDiscrete ? spec.Agents : 0)];
            _continuous = new float[batch.Count * spec.Agents * spec.Actions.Dimensions];
            _numbers = new float[batch.Count * widest];
            _available = new bool[batch.Count * spec.Agents * spec.Actions.Count];
            _alive = new bool[batch.Count * spec.Agents];
            _absent = new bool[entities];
            _hidden = new bool[entities * spec.Agents];
            _stream = context.ChoicesOf(200);
            foreach (int environment in _environments)
            {
                batch.Reset(environment, context.SeedOf(_episode++));
            }

            Write();
        }

        public void Run(int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                _context.ThrowIfCancelled();
                Step();
            }
        }

        private void Step()
        {
            ActionSpec actions = _batch.Spec.Actions;
            if (actions.IsDiscrete)
            {
                RandomActions.Draw(_available, ref _stream, _discrete);
                _batch.Step(_environments, new JointAction(_discrete), _results);
            }
            else
            {
                RandomActions.Draw(actions, ref _stream, _continuous);
                _batch.Step(_environments, new JointAction(_continuous), _results);
            }

            for (int environment = 0; environment < _results.Length; environment++)
            {
                if (_results[environment].Ended)
                {
                    _batch.Reset(environment, _context.SeedOf(_episode++));
                }
            }

            Write();
        }

        private void Write()
        {
            EnvironmentSpec spec = _batch.Spec;
            int count = _batch.Count;
            _batch.WriteObservations(_environments, _numbers.AsSpan(0, count * spec.Agents * spec.ObservationSize));
            _batch.WriteState(_environments, _numbers.AsSpan(0, count * spec.StateSize));
            _batch.WriteStatistics(_environments, _numbers.AsSpan(0, count * spec.Statistics.Count));
            _batch.WriteAgentFeatures(_environments, _numbers.AsSpan(0, count * spec.Agents * spec.AgentFeatureSize));
            _batch.WriteEntities(_environments, _numbers.AsSpan(0, _absent.Length * (spec.Entities?.Width ?? 0)), _absent, _hidden);
            _batch.WriteAvailableActions(_environments, _available);
            _batch.WriteAlive(_environments, _alive);
        }
    }
}
