using System.Runtime.InteropServices;

namespace Phalanx.Native;

/// <content>Calls in a batch.</content>
internal static unsafe partial class Exports
{
    /// <summary><c>phx_spec</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_spec")]
    public static int Spec(long env, byte* text, long size, long* needed)
    {
        try
        {
            using HandleTable.Call call = Open.Enter(env);
            Arguments.GiveText(SpecJson.Write(call.Batch.Spec, call.Batch.Count), text, size, needed);
            return (int)ErrorCode.None;
        }
        catch (Exception failure)
        {
            return LastError.Keep(failure);
        }
    }

    /// <summary><c>phx_sizes</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_sizes")]
    public static int Sizes(long env, NativeSizes* sizes)
    {
        try
        {
            using HandleTable.Call call = Open.Enter(env);
            Arguments.ThrowIfNull(sizes, nameof(sizes));
            Arguments.ThrowIfSize(sizes->Size, sizeof(NativeSizes), "phx_sizes_t");
            sizes->Fill(call.Batch.Spec, call.Batch.Count);
            return (int)ErrorCode.None;
        }
        catch (Exception failure)
        {
            return LastError.Keep(failure);
        }
    }

    /// <summary><c>phx_reset</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_reset")]
    public static int Reset(long env, int* which, int n, ulong* seeds, NativeViews* views)
    {
        try
        {
            using HandleTable.Call call = Open.Enter(env);
            ReadOnlySpan<int> list = Arguments.List(which, n);
            ViewBuffers wanted = Arguments.ViewsOrNone(call.Batch.Spec, n, views);
            call.Batch.Reset(list, Arguments.Array(seeds, n, nameof(seeds)));
            call.Batch.Write(list, wanted);
            return (int)ErrorCode.None;
        }
        catch (Exception failure)
        {
            return LastError.Keep(failure);
        }
    }

    /// <summary><c>phx_step</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_step")]
    public static int Step(long env, int* which, int n, int* actions, float* numbers, double* rewards, byte* ended, NativeViews* views)
    {
        try
        {
            using HandleTable.Call call = Open.Enter(env);
            ReadOnlySpan<int> list = Arguments.List(which, n);
            ViewBuffers wanted = Arguments.ViewsOrNone(call.Batch.Spec, n, views);
            Arguments.ThrowIfNull(rewards, nameof(rewards));
            Arguments.ThrowIfNull(ended, nameof(ended));
            call.Batch.Step(list, Arguments.Actions(call.Batch.Spec, n, actions, numbers), new Span<double>(rewards, n), new Span<byte>(ended, n));
            call.Batch.Write(list, wanted);
            return (int)ErrorCode.None;
        }
        catch (Exception failure)
        {
            return LastError.Keep(failure);
        }
    }

    /// <summary><c>phx_views</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_views")]
    public static int Views(long env, int* which, int n, NativeViews* views)
    {
        try
        {
            using HandleTable.Call call = Open.Enter(env);
            ReadOnlySpan<int> list = Arguments.List(which, n);
            call.Batch.Write(list, Arguments.Views(call.Batch.Spec, n, views));
            return (int)ErrorCode.None;
        }
        catch (Exception failure)
        {
            return LastError.Keep(failure);
        }
    }

    /// <summary><c>phx_text</c>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "phx_text")]
    public static int Text(long env, int which, byte* text, long size, long* needed)
    {
        try
        {
            using HandleTable.Call call = Open.Enter(env);
            Arguments.GiveText(call.Batch.Print(which), text, size, needed);
            return (int)ErrorCode.None;
        }
        catch (Exception failure)
        {
            return LastError.Keep(failure);
        }
    }
}
