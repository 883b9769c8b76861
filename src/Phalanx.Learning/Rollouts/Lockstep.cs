using Phalanx.Environments;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Faults;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// A group of environments played together, step by step. An environment whose episode has ended leaves the group, and the rows of the
/// others move up. Derived classes decide what the teams do. Nothing is allocated once every buffer has met its largest use.
/// </summary>
internal abstract class Lockstep
{
    // By row: the environments still playing, in the order of their places. The place of an environment never changes.
    private readonly int[] _playing;
    private readonly StepResult[] _steps;

    protected Lockstep(IEnvironmentBatch environments, int first, int count)
    {
        (Environments, Spec, First) = (environments, environments.Spec, first);
        _playing = new int[count];
        _steps = new StepResult[count];
    }

    protected IEnvironmentBatch Environments { get; }

    protected EnvironmentSpec Spec { get; }

    /// <summary>The environment that has the first place in the group.</summary>
    protected int First { get; }

    /// <summary>How many environments still play.</summary>
    protected int Count { get; private set; }

    protected int Capacity => _playing.Length;

    /// <summary>By row: the environments that still play.</summary>
    protected ReadOnlySpan<int> Playing => _playing.AsSpan(0, Count);

    /// <summary>By row: what the last step led to.</summary>
    protected Span<StepResult> Steps => _steps.AsSpan(0, Count);

    /// <summary>Plays one episode in each of the first environments of the group.</summary>
    public void Play(
        Round round, int episodes, EpisodeRecorder? recorder, IFrameWatcher? watcher, Span<EpisodeResult> results, Span<float> statistics)
    {
        var told = watcher as IEpisodeWatcher;
        results.Clear();
        try
        {
            BeginEpisodes(round, episodes, told);
            Draw(watcher, 0);
            for (int step = 1; Count > 0; step++)
            {
                TakeCheckedStep(round.Progress, recorder, told);
                AddRewards(results);
                TellSteps(told);
                Draw(watcher, step);
                RemoveEnded(recorder, statistics, told);
            }
        }
        catch (NumericalFaultException found) when (found.Fault.Episode is { } at)
        {
            throw found.In(AddressOf(round, at.Place, results));
        }
        catch (EnvironmentContractException breach)
        {
            throw FaultOf(round, episodes, PlaceOf(breach, round, episodes), breach.Rule, breach, results);
        }
        catch (EnvironmentCallException call)
        {
            // What breaks the contract outside of an episode is told by its rule alone.
            string complaint = call.InnerException is EnvironmentContractException breach ? breach.Rule : call.Message;
            throw FaultOf(round, episodes, call.Place, complaint, call.InnerException!, results);
        }
    }

    /// <summary>An episode begins, in the environment of a place in the group.</summary>
    /// <param name="round">The round that it belongs to.</param>
    /// <param name="place">The place.</param>
    protected virtual void Begin(Round round, int place)
    {
    }

    /// <summary>Takes a step in all environments that still play, and writes to <see cref="Steps"/> what it led to.</summary>
    protected abstract void TakeStep(RunProgress progress, EpisodeRecorder? recorder, IEpisodeWatcher? watcher);

    /// <summary>An environment moves to another row, because one before it has left.</summary>
    protected virtual void Move(int from, int to)
    {
    }

    /// <summary>The episode in a row is over.</summary>
    protected virtual void Close(int row, EpisodeRecorder? recorder)
    {
    }

    private EpisodeAddress AddressOf(Round round, int place, ReadOnlySpan<EpisodeResult> results) =>
        new(Spec.Name, round.FirstEpisode + place, round.SeedOf(place), place, results[place - First].Length);

    /// <summary>The place of the episode in which a rule was broken; null where the exception does not tell.</summary>
    private int? PlaceOf(EnvironmentContractException breach, Round round, int episodes)
    {
        for (int place = First; place < First + episodes; place++)
        {
            if (breach.EpisodeSeed == round.SeedOf(place))
            {
                return place;
            }
        }

        return null;
    }

    private EnvironmentFaultException FaultOf(
        Round round, int episodes, int? place, string complaint, Exception cause, ReadOnlySpan<EpisodeResult> results)
    {
        place ??= episodes == 1 ? First : null;
        long first = round.FirstEpisode + First;
        return new EnvironmentFaultException(
            new EnvironmentFault
            {
                Environment = Spec.Name,
                Complaint = complaint,
                Episode = place is { } known ? AddressOf(round, known, results) : null,
                Among = place is null ? (first, first + episodes - 1) : null,
            },
            cause);
    }

    private void TakeCheckedStep(RunProgress progress, EpisodeRecorder? recorder, IEpisodeWatcher? watcher)
    {
        try
        {
            TakeStep(progress, recorder, watcher);
        }
        catch (EnvironmentContractException breach)
        {
            // A batch that is guarded refuses such a reward first, and knows less about the episode. What it wrote of other rewards is of this step or finite.
            CheckRewards(breach);
            throw;
        }

        CheckRewards();
    }

    private void CheckRewards(Exception? cause = null)
    {
        for (int row = 0; row < Count; row++)
        {
            // In single precision, as it is stored and learned from: 1e39 is too large for that.
            float reward = (float)_steps[row].Reward;
            if (!float.IsFinite(reward))
            {
                throw EpisodeFaults.At(Spec, _playing[row], "reward", NonFinite.Count(reward), cause);
            }
        }
    }

    private void BeginEpisodes(Round round, int episodes, IEpisodeWatcher? watcher)
    {
        Count = episodes;
        for (int place = 0; place < episodes; place++)
        {
            _playing[place] = First + place;
            ulong seed = round.SeedOf(First + place);
            Environments.Reset(First + place, seed);
            Begin(round, place);
            if (watcher?.Watches(First + place) == true)
            {
                watcher.Begin(First + place, round.FirstEpisode + First + place, seed);
            }
        }
    }

    private void AddRewards(Span<EpisodeResult> results)
    {
        for (int row = 0; row < Count; row++)
        {
            ref EpisodeResult result = ref results[_playing[row] - First];
            result = new EpisodeResult(result.Return + _steps[row].Reward, result.Length + 1);
        }
    }

    private void TellSteps(IEpisodeWatcher? watcher)
    {
        for (int row = 0; row < Count && watcher is not null; row++)
        {
            if (watcher.Watches(_playing[row]))
            {
                watcher.EndStep(_playing[row], _steps[row]);
            }
        }
    }

    private void Draw(IFrameWatcher? watcher, int step)
    {
        for (int row = 0; row < Count && watcher is not null; row++)
        {
            if (watcher.Watches(_playing[row]) && Environments.Draw(_playing[row]) is { } frame)
            {
                watcher.Show(_playing[row], step, frame);
            }
        }
    }

    /// <summary>Reads the statistics of the episodes that have ended, removes their environments, and moves the rows of the others up.</summary>
    private void RemoveEnded(EpisodeRecorder? recorder, Span<float> statistics, IEpisodeWatcher? watcher)
    {
        int kept = 0;
        for (int row = 0; row < Count; row++)
        {
            if (_steps[row].Ended)
            {
                int width = Spec.Statistics.Count;
                Span<float> own = statistics.Slice((_playing[row] - First) * width, width);
                Environments.WriteStatistics(_playing.AsSpan(row, 1), own);
                CheckStatistics(row, own);
                Close(row, recorder);
                if (watcher?.Watches(_playing[row]) == true)
                {
                    watcher.End(_playing[row], own);
                }

                continue;
            }

            _playing[kept] = _playing[row];
            Move(row, kept);
            kept++;
        }

        Count = kept;
    }

    private void CheckStatistics(int row, ReadOnlySpan<float> statistics)
    {
        for (int index = 0; index < statistics.Length; index++)
        {
            if (!float.IsFinite(statistics[index]))
            {
                throw EpisodeFaults.At(Spec, _playing[row], $"statistic '{Spec.Statistics[index]}'", NonFinite.Count(statistics[index]));
            }
        }
    }
}
