using System.Security.Cryptography;
using System.Threading.Channels;

namespace Phalanx.Dashboard.Streams;

/// <summary>
/// Tells all pages what changed. The last events are kept, so that a page whose connection broke goes on where it was; one that missed more, or reads too
/// slowly, is told to read everything anew.
/// </summary>
internal sealed class EventHub
{
    /// <summary>How many pages may listen at once.</summary>
    public const int MostPages = 32;

    private const int Kept = 1024;
    private const int Capacity = 256;

    private readonly Lock _gate = new();
    private readonly Queue<StreamEvent> _ring = new();
    private readonly List<Page> _pages = [];
    private long _version;

    /// <summary>Tells the events of this process from those of the one before, which counted anew.</summary>
    public string Epoch { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <summary>How many pages listen.</summary>
    public int Pages
    {
        get
        {
            lock (_gate)
            {
                return _pages.Count;
            }
        }
    }

    /// <summary>Tells all pages.</summary>
    public void Tell(string kind, string run, string content)
    {
        lock (_gate)
        {
            var told = new StreamEvent(++_version, kind, run, content);
            _ring.Enqueue(told);
            if (_ring.Count > Kept)
            {
                _ring.Dequeue();
            }

            foreach (Page page in _pages.Where(page => told.IsFor(page.Runs)))
            {
                page.Offer(told);
            }
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="runs">The runs whose rows are wanted.</param>
    /// <param name="lastId">The id of the last event that was received; null for a page that knows none.</param>
    /// <returns>Null where too many listen already.</returns>
    public Page? Open(IReadOnlySet<string> runs, string? lastId)
    {
        lock (_gate)
        {
            if (_pages.Count >= MostPages)
            {
                return null;
            }

            var page = new Page(this, runs, _version);
            if (lastId is not null)
            {
                Resume(page, lastId);
            }

            _pages.Add(page);
            return page;
        }
    }

    private void Resume(Page page, string lastId)
    {
        string[] parts = lastId.Split('-');
        bool known = parts is [var epoch, var number] && epoch == Epoch && long.TryParse(number, out long last)
            && last <= _version && (last == _version || _ring.Peek().Version <= last + 1);
        if (!known)
        {
            page.IsBehind = true;
            return;
        }

        long from = long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        foreach (StreamEvent missed in _ring.Where(each => each.Version > from && each.IsFor(page.Runs)))
        {
            page.Offer(missed);
        }
    }

    /// <summary>A page that listens.</summary>
    public sealed class Page(EventHub hub, IReadOnlySet<string> runs, long version) : IDisposable
    {
        private readonly Channel<StreamEvent> _channel = Channel.CreateBounded<StreamEvent>(
            new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

        private volatile bool _behind;

        /// <summary>The runs whose rows it wants.</summary>
        public IReadOnlySet<string> Runs { get; } = runs;

        /// <summary>The version when it began to listen.</summary>
        public long Version { get; } = version;

        /// <summary>Whether it missed events and must read everything anew.</summary>
        public bool IsBehind
        {
            get => _behind;
            set => _behind = value;
        }

        public ChannelReader<StreamEvent> Events => _channel.Reader;

        /// <summary>Gives it an event. One that it has no place for makes it read everything anew.</summary>
        public void Offer(StreamEvent told)
        {
            if (!_channel.Writer.TryWrite(told))
            {
                _behind = true;
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            lock (hub._gate)
            {
                hub._pages.Remove(this);
            }
        }
    }
}
