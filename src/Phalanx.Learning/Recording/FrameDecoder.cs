using Phalanx.Environments;

namespace Phalanx.Learning.Recording;

/// <summary>Walks through the frames of an episode, from the first to the last, and holds what every item is like in the one it is at.</summary>
internal sealed class FrameDecoder
{
    private const long Most = 1L << 30;

    private readonly EpisodeCast _cast;
    private readonly ReadOnlyMemory<byte> _frames;
    private readonly FrameState[] _states;
    private int _offset;
    private string _caption = "";

    public FrameDecoder(EpisodeCast cast, ReadOnlyMemory<byte> frames)
    {
        (_cast, _frames) = (cast, frames);
        _states = new FrameState[cast.Items.Count];
        for (int index = 0; index < _states.Length; index++)
        {
            CastItem item = cast.Items[index];
            _states[index] = new FrameState { Role = (byte)item.Role, Shape = (byte)item.Shape, Size = item.Size, Label = item.Label };
        }
    }

    /// <summary>How many bytes have not been read.</summary>
    public int Left => _frames.Length - _offset;

    /// <summary>Goes on to the next frame.</summary>
    /// <exception cref="InvalidDataException">There is no sound frame.</exception>
    public void Advance()
    {
        var reader = new SectionReader(_frames.Span[_offset..], "frames");
        int changes = reader.Below((long)_states.Length + 1, "changes of items");
        for (int change = 0; change < changes; change++)
        {
            int index = reader.Below(_states.Length, "an item");
            var parts = (FrameParts)reader.Below((long)FrameParts.All + 1, "a mask");
            Apply(ref reader, parts, _states[index], _cast.Items[index].Bars.Count);
        }

        _caption = _cast.Strings[reader.Below(_cast.Strings.Count, "a string")];
        _offset = _frames.Length - reader.Left;
    }

    /// <summary>The frame that it is at. An item's id is its place in the cast.</summary>
    public Frame Frame(IReadOnlyList<FrameEvent> events)
    {
        List<FrameItem> items = [];
        for (int index = 0; index < _states.Length; index++)
        {
            if (_states[index].Presence != FrameState.Gone)
            {
                items.Add(Item(index));
            }
        }

        RecordedBoard board = _cast.Board;
        return new Frame(board.Width, board.Height, items) { Grid = board.Grid, Caption = _caption, Events = events };
    }

    private FrameItem Item(int index)
    {
        (FrameState state, CastItem cast, double grain) = (_states[index], _cast.Items[index], _cast.Board.Grain);
        double? fill = null;
        List<FrameBar> bars = [];
        for (int bar = 0; bar < cast.Bars.Count; bar++)
        {
            double value = state.Bars[bar] / FrameState.Fine;
            if (state.Bars[bar] == FrameState.NoBar)
            {
                continue;
            }

            if (cast.Bars[bar].Name.Length == 0)
            {
                fill = value;
            }
            else
            {
                bars.Add(new FrameBar(cast.Bars[bar].Name, value, cast.Bars[bar].Max));
            }
        }

        var shape = (FrameShape)state.Shape;
        return new FrameItem((FrameRole)state.Role, shape, state.X * grain, state.Y * grain, state.Size)
        {
            Label = _cast.Strings[state.Label],
            Fill = fill,
            To = shape == FrameShape.Line ? (state.EndX * grain, state.EndY * grain) : null,
            Id = index,
            Agent = cast.Agent,
            Entity = cast.Entity,
            Kind = cast.Kind,
            Bars = bars,
            Sight = cast.Sight,
            Reach = cast.Reach,
            Facing = FrameState.AngleOf(state.Facing),
            Cone = cast.Cone,
            TargetId = state.Target == 0 ? null : state.Target - 1,
            Down = state.Presence == FrameState.Lying,
        };
    }

    private void Apply(ref SectionReader reader, FrameParts parts, FrameState state, int bars)
    {
        if (parts.HasFlag(FrameParts.Place))
        {
            state.X = Moved(ref reader, state.X);
            state.Y = Moved(ref reader, state.Y);
        }

        if (parts.HasFlag(FrameParts.Bars))
        {
            int which = reader.Byte();
            if (which >> bars != 0)
            {
                throw reader.Wrong("a bar that the item does not have");
            }

            for (int bar = 0; bar < bars; bar++)
            {
                state.Bars[bar] = (which & (1 << bar)) == 0 ? state.Bars[bar] : Moved(ref reader, state.Bars[bar], FrameState.NoBar);
            }
        }

        state.Target = parts.HasFlag(FrameParts.Target) ? reader.Below((long)_states.Length + 1, "a target") : state.Target;
        state.Facing = parts.HasFlag(FrameParts.Facing) ? reader.Byte() : state.Facing;
        if (parts.HasFlag(FrameParts.RoleAndShape))
        {
            state.Role = Known<FrameRole>(ref reader);
            state.Shape = Known<FrameShape>(ref reader);
        }

        if (parts.HasFlag(FrameParts.Presence) && (state.Presence = reader.Byte()) > FrameState.Lying)
        {
            throw reader.Wrong("a presence that is unknown");
        }

        state.Label = parts.HasFlag(FrameParts.Label) ? reader.Below(_cast.Strings.Count, "a string") : state.Label;
        if (parts.HasFlag(FrameParts.Size) && !float.IsFinite(state.Size = reader.Single()))
        {
            throw reader.Wrong("a size that is no number");
        }

        if (parts.HasFlag(FrameParts.LineEnd))
        {
            state.EndX = Moved(ref reader, state.EndX);
            state.EndY = Moved(ref reader, state.EndY);
        }
    }

    private static int Moved(ref SectionReader reader, int before, long least = -Most)
    {
        long now = (long)before + reader.SignedVarint();
        return now >= least && now <= Most ? (int)now : throw reader.Wrong("a number beyond all limits");
    }

    private static byte Known<TEnum>(ref SectionReader reader)
        where TEnum : struct, Enum
    {
        byte value = reader.Byte();
        return Enum.IsDefined((TEnum)Enum.ToObject(typeof(TEnum), (int)value)) ? value : throw reader.Wrong("a role or shape that is unknown");
    }
}
