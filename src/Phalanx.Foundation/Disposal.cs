using System.Runtime.ExceptionServices;

namespace Phalanx.Foundation;

/// <summary>Disposes what was made, also when something fails.</summary>
public static class Disposal
{
    /// <summary>Disposes those items that can be disposed. All are tried; then the first exception is thrown.</summary>
    public static void OfAll(IEnumerable<object?> items)
    {
        ExceptionDispatchInfo? first = null;
        foreach (IDisposable item in items.OfType<IDisposable>())
        {
            try
            {
                item.Dispose();
            }
            catch (Exception failure)
            {
                first ??= ExceptionDispatchInfo.Capture(failure);
            }
        }

        first?.Throw();
    }

    /// <summary>Disposes what was made before something failed. The caller throws that first failure, so a second one is not reported.</summary>
    public static void AfterFailure(IDisposable item)
    {
        try
        {
            item.Dispose();
        }
        catch (Exception)
        {
        }
    }
}
