using Phalanx.Environments;
using Phalanx.Learning.Faults;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// Where the environments of a batch are, for one who looks from another thread whether a call returns. The threads that play only count: a number for each
/// environment that is odd while a call is in progress. Nothing asks for the time there.
/// </summary>
/// <param name="spec">What the environments are.</param>
/// <param name="count">How many there are.</param>
internal sealed class CallWatch(EnvironmentSpec spec, int count)
{
    private readonly int[] _calls = new int[count];
    private readonly string?[] _methods = new string?[count];
    private readonly long[] _numbers = new long[count];
    private readonly ulong[] _seeds = new ulong[count];
    private readonly int[] _steps = new int[count];

    // Of the thread that looks: what it saw last, and how long it has seen that.
    private readonly int[] _seen = new int[count];
    private readonly TimeSpan[] _since = new TimeSpan[count];

    /// <summary>An environment begins an episode of a number.</summary>
    public void Begin(int place, long number) => _numbers[place] = number;

    /// <summary>An environment is reset.</summary>
    public void EnterReset(int place, ulong seed)
    {
        (_seeds[place], _steps[place]) = (seed, 0);
        Enter(place, nameof(IEnvironmentBatch.Reset));
    }

    /// <summary>A method of an environment is called.</summary>
    public void Enter(int place, string method)
    {
        _methods[place] = method;
        Volatile.Write(ref _calls[place], _calls[place] + 1);
    }

    /// <summary>It has returned, or thrown.</summary>
    public void Leave(int place) => Volatile.Write(ref _calls[place], _calls[place] + 1);

    /// <summary>It was a step.</summary>
    public void CountStep(int place) => _steps[place]++;

    /// <summary>Looks where the environments are, some time after the look before.</summary>
    /// <param name="elapsed">How long after.</param>
    /// <param name="limit">How long a call may take.</param>
    /// <returns>The first by its place whose call takes longer; null where there is none.</returns>
    public EnvironmentFault? Look(TimeSpan elapsed, TimeSpan limit)
    {
        for (int place = 0; place < _calls.Length; place++)
        {
            int calls = Volatile.Read(ref _calls[place]);
            _since[place] = int.IsOddInteger(calls) && calls == _seen[place] ? _since[place] + elapsed : TimeSpan.Zero;
            _seen[place] = calls;
            if (_since[place] >= limit)
            {
                return FaultAt(place, limit);
            }
        }

        return null;
    }

    private EnvironmentFault FaultAt(int place, TimeSpan limit) => new()
    {
        Environment = spec.Name,
        Complaint = FormattableString.Invariant($"{_methods[place]} has not returned for {limit.TotalSeconds} s, which is rollout.step_timeout"),
        Episode = new EpisodeAddress(spec.Name, _numbers[place], _seeds[place], place, _steps[place]),
        Hangs = true,
    };
}
