using System.Runtime.InteropServices;
using System.Text;
using Phalanx.Environments;

namespace Phalanx.Native;

/// <summary>Pointers and counts of the caller as .NET has them, refused where that can be told.</summary>
internal static unsafe class Arguments
{
    /// <summary>An array of the caller.</summary>
    public static ReadOnlySpan<T> Array<T>(T* pointer, int length, string name)
        where T : unmanaged
    {
        ThrowIfNull(pointer, name);
        return new ReadOnlySpan<T>(pointer, length);
    }

    /// <summary>The list of environments of a call.</summary>
    public static ReadOnlySpan<int> List(int* which, int n)
    {
        ThrowIfNull(which, nameof(which));
        return n < 0
            ? throw RefusedCallException.Argument(FormattableString.Invariant($"n is {n}; it must not be negative"))
            : new ReadOnlySpan<int>(which, n);
    }

    /// <summary>What agents do: one of two arrays, as the environment's actions are.</summary>
    public static JointAction Actions(EnvironmentSpec spec, int n, int* actions, float* numbers)
    {
        if (spec.Actions.IsDiscrete)
        {
            return actions is not null && numbers is null
                ? new JointAction(new ReadOnlySpan<int>(actions, Lengths.Product(n, spec.Agents, 1)))
                : throw RefusedCallException.Argument($"the actions of '{spec.Name}' are discrete: give actions, and null for numbers");
        }

        return numbers is not null && actions is null
            ? new JointAction(new ReadOnlySpan<float>(numbers, Lengths.Product(n, spec.Agents, spec.Actions.Dimensions)))
            : throw RefusedCallException.Argument($"the actions of '{spec.Name}' are continuous: give numbers, and null for actions");
    }

    /// <summary>The views that are wanted.</summary>
    public static ViewBuffers Views(EnvironmentSpec spec, int n, NativeViews* views)
    {
        ThrowIfNull(views, nameof(views));
        ThrowIfSize(views->Size, sizeof(NativeViews), "phx_views_t");
        return views->For(spec, n);
    }

    /// <summary>The same where views may be null.</summary>
    public static ViewBuffers ViewsOrNone(EnvironmentSpec spec, int n, NativeViews* views) => views is null ? default : Views(spec, n, views);

    /// <summary>A text of the caller.</summary>
    public static string Text(byte* text, string name)
    {
        ThrowIfNull(text, name);
        return Marshal.PtrToStringUTF8((nint)text)!;
    }

    /// <summary>Gives the caller a text, with a zero at its end, or only the size that it needs.</summary>
    public static void GiveText(ReadOnlySpan<byte> given, byte* text, long size, long* needed)
    {
        ThrowIfNull(needed, nameof(needed));
        if (size < 0)
        {
            throw RefusedCallException.Argument(FormattableString.Invariant($"size is {size}; it must not be negative"));
        }

        *needed = given.Length + 1L;
        if (size < *needed)
        {
            throw new RefusedCallException(ErrorCode.Buffer, FormattableString.Invariant($"the text needs {*needed} bytes and the buffer has {size}"));
        }

        ThrowIfNull(text, nameof(text));
        Put(given, text);
    }

    /// <summary>Gives as much of a text as fits, with a zero at its end.</summary>
    public static void GiveWhatFits(ReadOnlySpan<byte> given, byte* text, long size)
    {
        if (text is not null && size > 0)
        {
            Put(given[..LastError.WholeCharacters(given, (int)Math.Min(size - 1, int.MaxValue))], text);
        }
    }

    /// <summary>The same for a text of .NET.</summary>
    public static void GiveText(string given, byte* text, long size, long* needed) => GiveText(Encoding.UTF8.GetBytes(given), text, size, needed);

    /// <summary>Refuses a struct of another size than this version knows.</summary>
    public static void ThrowIfSize(int size, int expected, string name)
    {
        if (size != expected)
        {
            throw RefusedCallException.Argument(FormattableString.Invariant($"the size of {name} is {size}; set it to its sizeof, which is {expected}"));
        }
    }

    /// <summary>Refuses a null pointer.</summary>
    public static void ThrowIfNull(void* pointer, string name)
    {
        if (pointer is null)
        {
            throw RefusedCallException.Argument($"{name} is null");
        }
    }

    private static void Put(ReadOnlySpan<byte> given, byte* text)
    {
        given.CopyTo(new Span<byte>(text, given.Length));
        text[given.Length] = 0;
    }
}
