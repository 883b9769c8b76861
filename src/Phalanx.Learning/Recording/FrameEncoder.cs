using System.Text.Json;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Recording;

/// <summary>
/// Encodes the frames of an episode as they come: what an item is once, and of every frame what is other than in the one before.
/// An item is known by its <see cref="FrameItem.Id"/>, or by its place where it has none.
/// </summary>
public sealed class FrameEncoder
{
    /// <summary>A grain of a board without cells is the power of two by which its long side has at least so many.</summary>
    private const int LeastGrains = 2048;

    /// <summary>Cells are of size 1, and things lie at halves of them or nearly so.</summary>
    private const double GridGrain = 1.0 / 16;

    private readonly Dictionary<(int Id, int Occurrence), int> _places = [];
    private readonly List<DrawnItem> _items = [];
    private readonly List<int> _order = [];
    private readonly StringTable _strings = new();
    private readonly List<string> _eventKinds = [];
    private readonly SectionWriter _frames = new();
    private readonly SectionWriter _changes = new();
    private readonly SectionWriter _events = new();
    private RecordedBoard? _board;
    private uint _eventCount;

    /// <summary>How many frames were added.</summary>
    public int Count { get; private set; }

    /// <summary>The most items without an Id that changed from one frame to the next.</summary>
    public int MostChangesWithoutId { get; private set; }

    /// <summary>What is on the board in the frames so far, and their words.</summary>
    /// <exception cref="InvalidOperationException">There is no frame.</exception>
    public EpisodeCast Cast => new()
    {
        Board = _board ?? throw new InvalidOperationException("There is no frame."),
        Items = [.. _items.Select(item => item.Cast)],
        Strings = _strings.Strings,
        EventKinds = _eventKinds,
    };

    internal ReadOnlySpan<byte> Frames => _frames.Written;

    /// <summary>The content of the section of the cast.</summary>
    internal byte[] CastJson => JsonSerializer.SerializeToUtf8Bytes(Cast, RecordJson.Default.EpisodeCast);

    /// <summary>The content of the section of events; empty when there was none.</summary>
    internal byte[] Events
    {
        get
        {
            var section = new SectionWriter();
            if (_eventCount > 0)
            {
                section.Varint(_eventCount);
                section.Bytes(_events.Written);
            }

            return section.Written.ToArray();
        }
    }

    /// <summary>Adds the frame that comes next.</summary>
    /// <exception cref="UserErrorException">There are more items than a record can hold.</exception>
    public void Add(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _board ??= BoardOf(frame);
        Find(frame.Items);
        _changes.Clear();
        uint changes = 0;
        int withoutId = 0;
        for (int place = 0; place < frame.Items.Count; place++)
        {
            DrawnItem item = _items[_order[place]];
            item.LastFrame = Count;
            if (AddChanges(_order[place], Read(frame.Items[place], item)))
            {
                changes++;
                withoutId += frame.Items[place].Id is null ? 1 : 0;
            }
        }

        for (int index = 0; index < _items.Count; index++)
        {
            if (_items[index].LastFrame != Count && _items[index].State.Presence != FrameState.Gone)
            {
                _changes.Varint((uint)index);
                _changes.Varint((uint)FrameParts.Presence);
                _changes.Byte(_items[index].State.Presence = FrameState.Gone);
                changes++;
            }
        }

        _frames.Varint(changes);
        _frames.Bytes(_changes.Written);
        _frames.Varint((uint)_strings.PlaceOf(frame.Caption));
        AddEvents(frame.Events);
        MostChangesWithoutId = Math.Max(MostChangesWithoutId, Count == 0 ? 0 : withoutId);
        Count++;
    }

    private static RecordedBoard BoardOf(Frame frame)
    {
        double grain = GridGrain;
        for (double side = Math.Max(frame.Width, frame.Height); !frame.Grid && side / grain >= 2 * LeastGrains && double.IsFinite(side / grain); grain *= 2)
        {
        }

        for (double side = Math.Max(frame.Width, frame.Height); !frame.Grid && side > 0 && side / grain < LeastGrains && grain > 1e-9; grain /= 2)
        {
        }

        return new RecordedBoard(frame.Width, frame.Height, frame.Grid, grain);
    }

    /// <summary>Finds which of the cast each item is; those that appear for the first time join it.</summary>
    private void Find(IReadOnlyList<FrameItem> items)
    {
        _order.Clear();
        for (int place = 0; place < items.Count; place++)
        {
            FrameItem item = items[place];
            int id = item.Id ?? place;
            int index;
            for (int occurrence = 0; ; occurrence++)
            {
                if (!_places.TryGetValue((id, occurrence), out index))
                {
                    index = Join((id, occurrence), item);
                    break;
                }

                // Of two items with one id the second is another item.
                if (_items[index].FoundIn != Count)
                {
                    break;
                }
            }

            _items[index].FoundIn = Count;
            _order.Add(index);
        }
    }

    private int Join((int Id, int Occurrence) key, FrameItem item)
    {
        if (_items.Count == RecordLimits.Items)
        {
            throw new UserErrorException(
                $"the episode cannot be recorded: it draws more than {RecordLimits.Items} items; give each an Id that it keeps (FrameItem.Id)");
        }

        _places.Add(key, _items.Count);
        _items.Add(new DrawnItem(item, _strings.PlaceOf(item.Label)));
        return _items.Count - 1;
    }

    /// <summary>The state of an item in a frame.</summary>
    private FrameState Read(FrameItem item, DrawnItem drawn)
    {
        double grain = _board!.Grain;
        (double X, double Y) end = item.Shape == FrameShape.Line ? item.To ?? (item.X, item.Y) : (0, 0);
        var state = new FrameState
        {
            X = FrameState.Units(item.X / grain),
            Y = FrameState.Units(item.Y / grain),
            EndX = FrameState.Units(end.X / grain),
            EndY = FrameState.Units(end.Y / grain),
            Target = item.TargetId is { } target && _places.TryGetValue((target, 0), out int place) ? place + 1 : 0,
            Facing = FrameState.FacingOf(item.Facing),
            Role = (byte)item.Role,
            Shape = (byte)item.Shape,
            Presence = item.Down ? FrameState.Lying : FrameState.There,
            Label = _strings.PlaceOf(item.Label),
            Size = double.IsFinite(item.Size) ? (float)item.Size : 0,
        };
        if (item.Fill is { } fill)
        {
            drawn.Hold(state, new FrameBar("", fill, 1));
        }

        foreach (FrameBar bar in item.Bars)
        {
            drawn.Hold(state, bar);
        }

        return state;
    }

    /// <summary>Writes what is other than before, and whether anything is.</summary>
    private bool AddChanges(int index, FrameState now)
    {
        FrameState before = _items[index].State;
        FrameParts parts = PartsThatDiffer(before, now, out byte bars);
        if (parts == FrameParts.None)
        {
            return false;
        }

        _changes.Varint((uint)index);
        _changes.Varint((uint)parts);
        if (parts.HasFlag(FrameParts.Place))
        {
            _changes.SignedVarint(now.X - before.X);
            _changes.SignedVarint(now.Y - before.Y);
        }

        if (parts.HasFlag(FrameParts.Bars))
        {
            _changes.Byte(bars);
            for (int bar = 0; bar < RecordLimits.Bars; bar++)
            {
                if ((bars & (1 << bar)) != 0)
                {
                    _changes.SignedVarint(now.Bars[bar] - before.Bars[bar]);
                }
            }
        }

        AddOtherChanges(parts, before, now);
        _items[index].State = now;
        return true;
    }

    private void AddOtherChanges(FrameParts parts, FrameState before, FrameState now)
    {
        if (parts.HasFlag(FrameParts.Target))
        {
            _changes.Varint((uint)now.Target);
        }

        if (parts.HasFlag(FrameParts.Facing))
        {
            _changes.Byte(now.Facing);
        }

        if (parts.HasFlag(FrameParts.RoleAndShape))
        {
            _changes.Byte(now.Role);
            _changes.Byte(now.Shape);
        }

        if (parts.HasFlag(FrameParts.Presence))
        {
            _changes.Byte(now.Presence);
        }

        if (parts.HasFlag(FrameParts.Label))
        {
            _changes.Varint((uint)now.Label);
        }

        if (parts.HasFlag(FrameParts.Size))
        {
            _changes.Single(now.Size);
        }

        if (parts.HasFlag(FrameParts.LineEnd))
        {
            _changes.SignedVarint(now.EndX - before.EndX);
            _changes.SignedVarint(now.EndY - before.EndY);
        }
    }

    private static FrameParts PartsThatDiffer(FrameState before, FrameState now, out byte bars)
    {
        bars = 0;
        for (int bar = 0; bar < RecordLimits.Bars; bar++)
        {
            bars |= (byte)(now.Bars[bar] != before.Bars[bar] ? 1 << bar : 0);
        }

        return ((before.X, before.Y) != (now.X, now.Y) ? FrameParts.Place : 0)
            | (bars != 0 ? FrameParts.Bars : 0)
            | (before.Target != now.Target ? FrameParts.Target : 0)
            | (before.Facing != now.Facing ? FrameParts.Facing : 0)
            | ((before.Role, before.Shape) != (now.Role, now.Shape) ? FrameParts.RoleAndShape : 0)
            | (before.Presence != now.Presence ? FrameParts.Presence : 0)
            | (before.Label != now.Label ? FrameParts.Label : 0)
            | (!before.Size.Equals(now.Size) ? FrameParts.Size : 0)
            | ((before.EndX, before.EndY) != (now.EndX, now.EndY) ? FrameParts.LineEnd : 0);
    }

    private void AddEvents(IReadOnlyList<FrameEvent> events)
    {
        foreach (FrameEvent happened in events)
        {
            if (_eventCount == RecordLimits.Events)
            {
                return;
            }

            int kind = _eventKinds.IndexOf(happened.Kind);
            if (kind < 0)
            {
                if (_eventKinds.Count == RecordLimits.EventKinds || happened.Kind.Length > RecordLimits.String / 4)
                {
                    continue;
                }

                kind = _eventKinds.Count;
                _eventKinds.Add(happened.Kind);
            }

            _events.Varint((uint)Count);
            _events.Byte((byte)kind);
            _events.Varint((uint)PlaceOf(happened.Actor));
            _events.Varint((uint)PlaceOf(happened.Target));
            _events.SignedVarint(FrameState.Units(happened.Amount * FrameState.Fine));
            _eventCount++;
        }
    }

    private int PlaceOf(int? id) => id is { } known && _places.TryGetValue((known, 0), out int place) ? place + 1 : 0;

    /// <summary>An item of the cast, as far as it is known.</summary>
    private sealed class DrawnItem(FrameItem first, int label)
    {
        private readonly List<CastBar> _bars = [];

        public FrameState State { get; set; } = new()
        {
            Role = (byte)first.Role,
            Shape = (byte)first.Shape,
            Size = double.IsFinite(first.Size) ? (float)first.Size : 0,
            Label = label,
        };

        public int FoundIn { get; set; } = -1;

        public int LastFrame { get; set; } = -1;

        public CastItem Cast => new()
        {
            Role = first.Role,
            Shape = first.Shape,
            Size = double.IsFinite(first.Size) ? (float)first.Size : 0,
            Label = label,
            Kind = first.Kind.Length <= RecordLimits.String / 4 ? first.Kind : "",
            Agent = first.Agent,
            Entity = first.Entity,
            Sight = Finite(first.Sight),
            Reach = Finite(first.Reach),
            Cone = Finite(first.Cone),
            Bars = _bars,
        };

        /// <summary>Puts a bar into a state; a bar that is new joins the others while there is a place.</summary>
        public void Hold(FrameState state, FrameBar bar)
        {
            int place = _bars.FindIndex(other => other.Name == bar.Name);
            double max = double.IsFinite(bar.Max) ? bar.Max : 1;
            if (place < 0)
            {
                if (_bars.Count == RecordLimits.Bars)
                {
                    return;
                }

                place = _bars.Count;
                _bars.Add(new CastBar(bar.Name, max));
            }
            else if (max > _bars[place].Max)
            {
                _bars[place] = new CastBar(bar.Name, max);
            }

            state.Bars[place] = Math.Max(0, FrameState.Units(bar.Value * FrameState.Fine));
        }

        private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
    }
}
