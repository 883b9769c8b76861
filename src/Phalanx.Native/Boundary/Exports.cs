using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Phalanx.Native;

/// <summary>
/// What C calls: each function is one attempt and answers with a code, since no exception may cross the border. <c>phalanx_environments.h</c> says what each does.
/// </summary>
[SuppressMessage("Design", "CA1031", Justification = "An exception that leaves an export ends the process.")]
internal static unsafe partial class Exports
{
    private const int Version = 1;

    private static readonly HandleTable Open = new();

    /// <summary><c>phx_abi_version</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_abi_version")]
    public static int AbiVersion() => Version;

    /// <summary><c>phx_list</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_list")]
    public static int List(byte* text, long size, long* needed)
    {
        try
        {
            Arguments.GiveText(Catalog.List, text, size, needed);
            return (int)ErrorCode.None;
        }
        catch (Exception failure)
        {
            return LastError.Keep(failure);
        }
    }

    /// <summary><c>phx_make</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_make")]
    public static int Make(byte* name, byte* settings, int count, long* env)
    {
        try
        {
            Arguments.ThrowIfNull(env, nameof(env));
            *env = Open.Add(Catalog.Make(Arguments.Text(name, nameof(name)), settings is null ? null : Arguments.Text(settings, nameof(settings)), count));
            return (int)ErrorCode.None;
        }
        catch (Exception failure)
        {
            return LastError.Keep(failure);
        }
    }

    /// <summary><c>phx_destroy</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_destroy")]
    public static int Destroy(long env)
    {
        try
        {
            Open.Destroy(env);
            return (int)ErrorCode.None;
        }
        catch (Exception failure)
        {
            return LastError.Keep(failure);
        }
    }

    /// <summary><c>phx_last_error</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_last_error")]
    public static long LastErrorText(byte* text, long size)
    {
        ReadOnlySpan<byte> sentence = LastError.Text;
        Arguments.GiveWhatFits(sentence, text, size);
        return sentence.Length;
    }
}
