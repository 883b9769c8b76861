using System.Runtime.ExceptionServices;

namespace Phalanx.Foundation;

/// <summary>Disposes what was made, also when something fails.</summary>
public static class Disposal
{
    /// <summary>Disposes those things that can be disposed. All are tried; then the first exception is thrown.</summary>
    public static void OfAll(IEnumerable<object?> things)
    {
        ExceptionDispatchInfo? first = null;
        foreach (IDisposable thing in things.OfType<IDisposable>())
        {
            try
            {
                thing.Dispose();
            }
            catch (Exception failure)
            {
                first ??= ExceptionDispatchInfo.Capture(failure);
            }
        }

        first?.Throw();
    }

    /// <summary>Disposes what was made before something failed. The caller throws that first failure, so a second one is not reported.</summary>
    public static void AfterFailure(IDisposable thing)
    {
        try
        {
            thing.Dispose();
        }
        catch (Exception)
        {
        }
    }
}
