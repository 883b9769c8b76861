using Phalanx.Foundation;

namespace Phalanx.Environments.Squeeze;

/// <summary>A total that pays: x exp(-(x - centre)^2 / width^2), without the 2 of a normal density.</summary>
internal readonly record struct SqueezeDomain(double Centre, double Width)
{
    public double Payoff(double total)
    {
        double distance = (total - Centre) / Width;
        return total * Elementary.Exp(-distance * distance);
    }
}
