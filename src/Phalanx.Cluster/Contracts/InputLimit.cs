using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Cluster.Contracts;

/// <summary>How large a file may be that settings of cells name.</summary>
internal static class InputLimit
{
    /// <summary>The most bytes: it is sent to every worker, and lies in every run.</summary>
    public const long MostBytes = 64L << 20;

    /// <summary>Refuses a file that is too large to travel.</summary>
    /// <exception cref="UserErrorException">It is.</exception>
    public static void ThrowIfTooLarge(string file, long length)
    {
        if (length > MostBytes)
        {
            throw new UserErrorException(
                $"{Wording.File(file)} has {length >> 20} MiB; a file that settings name travels to every worker, and has at most {MostBytes >> 20} MiB: train it with 'sweep'");
        }
    }
}
