using System.Collections.Concurrent;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// The slots of a machine that plays for a run. One chunk more than they play is held, so that none waits for work while episodes are ahead of its request on
/// the wire; episodes are sent while the next are played.
/// </summary>
internal sealed class PlayerCrew : IDisposable
{
    private const int ChunksOfSlot = 4;

    private static readonly TimeSpan FullPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(0.5);

    private readonly PlayerOrder _order;
    private readonly RunTerms _terms;
    private readonly List<PlayerSlot> _slots = [];
    private bool _isFree = true;

    /// <summary>Makes the environments.</summary>
    /// <param name="order">Who plays, and for which trainer.</param>
    /// <param name="terms">What is played.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="hangs">Is told when a call of an environment does not return in time.</param>
    /// <exception cref="UserErrorException">It cannot be played here.</exception>
    public PlayerCrew(PlayerOrder order, RunTerms terms, EnvironmentRegistry environments, AlgorithmRegistry algorithms, Action<string> hangs)
    {
        (_order, _terms) = (order, terms);
        RunSettings settings = PlayedProblem.Read(terms.Settings!, order.AllowsCommand, environments, algorithms);
        int parts = ChunksOfSlot * order.Slots;
        int episodes = (settings.Rollout.Environments + parts - 1) / parts;
        try
        {
            for (int slot = 0; slot < order.Slots; slot++)
            {
                _slots.Add(new PlayerSlot(settings, terms.Description!, episodes, environments, algorithms, hangs));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether these environments are those of a run.</summary>
    public bool Fits(RunTerms terms) => terms.Settings == _terms.Settings && terms.Description == _terms.Description;

    /// <summary>Plays until the run is done, or it is stopped, or the trainer does not know this machine any more.</summary>
    /// <returns>How it ended; null where the machine must introduce itself again.</returns>
    public async Task<PlayerEnd?> Play(HubLink link, LinkWatch watch, CancellationToken stop)
    {
        using var session = new Session(this, link, stop);
        try
        {
            return await session.Ask(watch).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Leave(link).ConfigureAwait(false);
            return PlayerEnd.Stopped;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // One that still plays is left to the end of the process.
        if (_isFree)
        {
            Disposal.OfAll([.. _slots]);
        }
    }

    private async Task Leave(HubLink link)
    {
        try
        {
            await link.Rounds(rounds => rounds.Leave(_order.Worker)).WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HubUnreachableException or TimeoutException)
        {
            // What it had is given out again by itself.
        }
    }

    /// <summary>From one introduction to the next: what is held belongs to it.</summary>
    private sealed class Session : IDisposable
    {
        private readonly PlayerCrew _crew;
        private readonly HubLink _link;
        private readonly CancellationToken _stop;
        private readonly CancellationTokenSource _end;
        private readonly BlockingCollection<(RoundWork Work, PlayerWeights Weights)> _queue = [];
        private readonly ConcurrentDictionary<(long Round, int Place), RoundWork> _held = [];
        private readonly SemaphoreSlim _freed = new(0);
        private readonly Thread[] _threads;
        private PlayerWeights? _weights;

        public Session(PlayerCrew crew, HubLink link, CancellationToken stop)
        {
            (_crew, _link, _stop) = (crew, link, stop);
            _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            _threads = [.. crew._slots.Select((slot, number) => new Thread(() => Run(slot)) { IsBackground = true, Name = $"Phalanx player {number}" })];
            Array.ForEach(_threads, thread => thread.Start());
        }

        private bool HasRoom => _held.Count <= _crew._slots.Count;

        /// <summary>Asks for work again and again, also to be heard of.</summary>
        public async Task<PlayerEnd?> Ask(LinkWatch watch)
        {
            while (true)
            {
                _end.Token.ThrowIfCancellationRequested();
                try
                {
                    RoundOrder order = await _link.Rounds(rounds => rounds.Take(Request())).WaitAsync(_end.Token).ConfigureAwait(false);
                    watch.Heard();
                    if (order.Over || !order.Known)
                    {
                        return order.Over ? PlayerEnd.Done : null;
                    }

                    if (order.Work is { } work)
                    {
                        await Hold(work).ConfigureAwait(false);
                    }
                }
                catch (HubUnreachableException)
                {
                    await watch.Missed(_end.Token).ConfigureAwait(false);
                    await Task.Delay(RetryPause, _end.Token).ConfigureAwait(false);
                }

                if (!HasRoom)
                {
                    await _freed.WaitAsync(FullPause, _end.Token).ConfigureAwait(false);
                }
            }
        }

        public void Dispose()
        {
            // An episode in progress is played to its end, or ends with the process.
            TimeSpan patience = _stop.IsCancellationRequested ? StopPatience : Timeout.InfiniteTimeSpan;
            _end.Cancel();
            _queue.CompleteAdding();
            foreach (Thread thread in _threads)
            {
                _crew._isFree &= thread.Join(patience);
            }

            if (_crew._isFree)
            {
                _queue.Dispose();
                _end.Dispose();
            }
        }

        private RoundRequest Request()
        {
            (long Round, int Place)[] held = [.. _held.Keys];
            long round = held.Select(each => each.Round).DefaultIfEmpty().Max();
            return new RoundRequest(
                _crew._order.Worker, HasRoom, _weights?.Version ?? 0, round, [.. held.Where(each => each.Round == round).Select(each => each.Place)]);
        }

        private async Task Hold(RoundWork work)
        {
            if (work.Weights is not null)
            {
                _weights = await PlayerWeights.Read(work, _link).ConfigureAwait(false);
            }

            // Otherwise it is asked again, and says that it holds nothing of this.
            if (_weights?.Version == work.WeightsVersion)
            {
                _held[(work.Round, work.Place)] = work;
                _queue.Add((work, _weights));
            }
        }

        /// <summary>A slot plays one chunk after the other, and sends each while it plays the next.</summary>
        private void Run(PlayerSlot slot)
        {
            Task sending = Task.CompletedTask;
            try
            {
                foreach ((RoundWork work, PlayerWeights weights) in _queue.GetConsumingEnumerable(_end.Token))
                {
                    Func<Task> send = Played(slot, work, weights);
                    sending.GetAwaiter().GetResult();
                    sending = Task.Run(send);
                }
            }
            catch (OperationCanceledException)
            {
                // The session is over.
            }
        }

        private Func<Task> Played(PlayerSlot slot, RoundWork work, PlayerWeights weights)
        {
            try
            {
                PlayedEpisode[] played = slot.Play(work, weights);
                return () => Send(work, played);
            }
#pragma warning disable CA1031 // Every failure is told to the trainer, which lets another machine play the same.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                var told = new ChunkFailure(_crew._order.Worker, work.Round, work.Place, FailureSentence.Of(failure));
                return () => Tell(work, told);
            }
        }

        private async Task Send(RoundWork work, PlayedEpisode[] played)
        {
            foreach (PlayedEpisode episode in played)
            {
                await EpisodeSending.Send(
                    delivery => _link.Rounds(rounds => rounds.Give(delivery)), _crew._order.Worker, work.Round, episode, RetryPause, _end.Token).ConfigureAwait(false);
            }

            Free(work);
        }

        private async Task Tell(RoundWork work, ChunkFailure failure)
        {
            try
            {
                await _link.Rounds(rounds => rounds.Fail(failure)).ConfigureAwait(false);
            }
            catch (HubUnreachableException)
            {
                // The next request says that it is not held any more.
            }

            Free(work);
        }

        private void Free(RoundWork work)
        {
            _held.TryRemove((work.Round, work.Place), out _);
            _freed.Release();
        }
    }
}
