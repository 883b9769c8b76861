namespace Phalanx.Environments.Battles;

/// <summary>The best of the units that were offered: the lowest rank, then the lowest measure, then the lowest id.</summary>
internal struct Nearest
{
    private int _rank;
    private double _measure;

    /// <summary>No unit yet.</summary>
    public static Nearest None => new() { Unit = -1, _rank = int.MaxValue };

    /// <summary>The best unit; -1 when none was offered.</summary>
    public int Unit { get; private set; }

    /// <summary>Takes a unit when it is better than the best so far. Units are offered by ascending id.</summary>
    public void Offer(int unit, int rank, double measure)
    {
        if (rank < _rank || (rank == _rank && measure < _measure))
        {
            (Unit, _rank, _measure) = (unit, rank, measure);
        }
    }
}
