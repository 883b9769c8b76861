using Phalanx.Numerics.Kernels;

namespace Phalanx.Learning.Training;

/// <summary>
/// Where the time of a run goes: how long each stage took, in all and at most at a time, and how much arithmetic of matrix products it had while <see cref="ProductCount"/> counts.
/// Stages follow one another on the thread that trains.
/// </summary>
/// <param name="time">What it reads the time from; by default the system's.</param>
public sealed class StageClock(TimeProvider? time = null) : IStageWatcher
{
    private static readonly int Stages = Enum.GetValues<TrainingStage>().Length;

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long[] _ticks = new long[Stages];
    private readonly long[] _longest = new long[Stages];
    private readonly long[] _operations = new long[Stages];
    private TrainingStage? _stage;
    private long _since;
    private long _operationsBefore;

    /// <summary>How long a stage took in all.</summary>
    public TimeSpan TimeOf(TrainingStage stage) => _time.GetElapsedTime(0, _ticks[(int)stage]);

    /// <summary>The longest time from a stage's beginning to the next stage.</summary>
    public TimeSpan LongestOf(TrainingStage stage) => _time.GetElapsedTime(0, _longest[(int)stage]);

    /// <summary>Additions and multiplications of all matrix products of a stage; 0 where nothing counted them.</summary>
    public long OperationsOf(TrainingStage stage) => _operations[(int)stage];

    /// <inheritdoc/>
    public void Enter(TrainingStage stage)
    {
        Leave();
        (_stage, _since, _operationsBefore) = (stage, _time.GetTimestamp(), ProductCount.SoFar);
    }

    /// <inheritdoc/>
    public void Leave()
    {
        if (_stage is { } stage)
        {
            long ticks = _time.GetTimestamp() - _since;
            _ticks[(int)stage] += ticks;
            _longest[(int)stage] = Math.Max(_longest[(int)stage], ticks);
            _operations[(int)stage] += ProductCount.SoFar - _operationsBefore;
        }

        _stage = null;
    }
}
