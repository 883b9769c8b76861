namespace Phalanx.Foundation;

/// <summary>Which failures of the file system are faults of the machine, by the numbers that operating systems give them.</summary>
/// <remarks>.NET has exception types for missing and protected files only, and leaves the number of anything else in <see cref="Exception.HResult"/>.</remarks>
internal static class MachineFaults
{
    /// <summary>Which fault a failure is; null when it is none.</summary>
    public static MachineFault? Of(Exception failure) =>
        failure is not IOException ? null : OperatingSystem.IsWindows() ? OfWindows(failure.HResult) : OfUnix(failure.HResult, OperatingSystem.IsMacOS());

    /// <summary>The fault in words that end a sentence.</summary>
    public static string InWords(MachineFault fault) => fault switch
    {
        MachineFault.FullDisk => "no space is left on the disk",
        MachineFault.Quota => "the quota of the disk is used up",
        MachineFault.ReadOnly => "the file system is read-only",
        MachineFault.DiskError => "the disk reports an error (input/output)",
        MachineFault.StaleHandle => "the network file system does not know the file any more (stale handle)",
        _ => "too many files are open on this machine",
    };

    /// <summary>By <c>errno</c>, which Linux and macOS number alike but for two.</summary>
    internal static MachineFault? OfUnix(int number, bool macOs) => number switch
    {
        5 => MachineFault.DiskError,
        23 or 24 => MachineFault.TooManyFiles,
        28 => MachineFault.FullDisk,
        30 => MachineFault.ReadOnly,
        69 when macOs => MachineFault.Quota,
        70 when macOs => MachineFault.StaleHandle,
        122 when !macOs => MachineFault.Quota,
        116 when !macOs => MachineFault.StaleHandle,
        _ => null,
    };

    /// <summary>By the error code of Windows, which is the lower half of the number.</summary>
    internal static MachineFault? OfWindows(int number) => (number & 0xFFFF0000) != 0x80070000 ? null : (number & 0xFFFF) switch
    {
        4 => MachineFault.TooManyFiles,
        19 => MachineFault.ReadOnly,
        23 or 1117 => MachineFault.DiskError,
        39 or 112 => MachineFault.FullDisk,
        59 or 64 => MachineFault.StaleHandle,
        1295 => MachineFault.Quota,
        _ => null,
    };
}
