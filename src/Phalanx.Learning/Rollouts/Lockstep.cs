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

    // What to add to the place of an environment in the batch for that of its episode in the round.
    private int _shift;

    protected Lockstep(ReportedEnvironments environments, int first, int count)
    {
        (Environments, Spec, First) = (environments, environments.Spec, first);
        _playing = new int[count];
        _steps = new StepResult[count];
    }

    protected ReportedEnvironments Environments { get; }

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
    /// <param name="round">The round that they belong to.</param>
    /// <param name="place">The place of the first of them in the round.</param>
    /// <param name="episodes">How many.</param>
    /// <param name="recorder">Records them; null where they are not to be learned from.</param>
    /// <param name="watcher">Is shown those that it watches.</param>
    /// <param name="results">Receives their results.</param>
    /// <param name="statistics">Receives their statistics.</param>
    public void Play(
        Round round, int place, int episodes, EpisodeRecorder? recorder, IFrameWatcher? watcher, Span<EpisodeResult> results, Span<float> statistics)
    {
        _shift = place - First;
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
            throw FaultOf(round, episodes, EnvironmentOf(breach, round, episodes), breach.Rule, breach, results);
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
    /// <param name="row">The place in the group.</param>
    protected virtual void Begin(Round round, int row)
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

    /// <summary>The place in the round of the episode that an environment plays.</summary>
    /// <param name="environment">Its place in the batch.</param>
    protected int PlaceOf(int environment) => environment + _shift;

    private EpisodeAddress AddressOf(Round round, int environment, ReadOnlySpan<EpisodeResult> results)
    {
        int place = PlaceOf(environment);
        return new(Spec.Name, round.FirstEpisode + place, round.SeedOf(place), place, results[environment - First].Length);
    }

    /// <summary>The environment in which a rule was broken; null where the exception does not tell.</summary>
    private int? EnvironmentOf(EnvironmentContractException breach, Round round, int episodes)
    {
        for (int environment = First; environment < First + episodes; environment++)
        {
            if (breach.EpisodeSeed == round.SeedOf(PlaceOf(environment)))
            {
                return environment;
            }
        }

        return null;
    }

    private EnvironmentFaultException FaultOf(
        Round round, int episodes, int? environment, string complaint, Exception cause, ReadOnlySpan<EpisodeResult> results)
    {
        environment ??= episodes == 1 ? First : null;
        long first = round.FirstEpisode + PlaceOf(First);
        return new EnvironmentFaultException(
            new EnvironmentFault
            {
                Environment = Spec.Name,
                Complaint = complaint,
                Episode = environment is { } known ? AddressOf(round, known, results) : null,
                Among = environment is null ? (first, first + episodes - 1) : null,
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
        for (int row = 0; row < episodes; row++)
        {
            int environment = First + row;
            int place = PlaceOf(environment);
            _playing[row] = environment;
            ulong seed = round.SeedOf(place);
            Environments.Begin(environment, round.FirstEpisode + place);
            Environments.Reset(environment, seed);
            Begin(round, row);
            if (watcher?.Watches(place) == true)
            {
                watcher.Begin(place, round.FirstEpisode + place, seed);
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
            if (watcher.Watches(PlaceOf(_playing[row])))
            {
                watcher.EndStep(PlaceOf(_playing[row]), _steps[row]);
            }
        }
    }

    private void Draw(IFrameWatcher? watcher, int step)
    {
        for (int row = 0; row < Count && watcher is not null; row++)
        {
            if (watcher.Watches(PlaceOf(_playing[row])) && Environments.Draw(_playing[row]) is { } frame)
            {
                watcher.Show(PlaceOf(_playing[row]), step, frame);
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
                if (watcher?.Watches(PlaceOf(_playing[row])) == true)
                {
                    watcher.End(PlaceOf(_playing[row]), own);
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
