using System.Diagnostics;

namespace Phalanx.StarCraft.Tests;

/// <summary>Waits for what another process does.</summary>
internal static class Wait
{
    /// <summary>Asks until there is an answer.</summary>
    public static T For<T>(Func<T?> ask, TimeSpan patience)
    {
        for (long start = Stopwatch.GetTimestamp(); ; Thread.Sleep(20))
        {
            if (ask() is { } answer)
            {
                return answer;
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < patience, $"it did not come within {patience.TotalSeconds} s");
        }
    }
}
