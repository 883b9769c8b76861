namespace Phalanx.Environments.Battles;

/// <summary>Gives agents their ids at the start of a battle, as <see cref="AgentIds"/> says: it reorders the units of the team.</summary>
internal sealed class StartingOrder
{
    private readonly IReadOnlyList<UnitType> _types;
    private readonly Forces _forces;
    private readonly int[] _ranks;
    private readonly int[] _order;
    private readonly UnitType[] _unitTypes;
    private readonly double[] _places;

    /// <param name="types">The types of the team, in the order of ids.</param>
    /// <param name="forces">All units.</param>
    public StartingOrder(IReadOnlyList<UnitType> types, Forces forces)
    {
        (_types, _forces) = (types, forces);
        (_ranks, _order) = (new int[forces.Allies], new int[forces.Allies]);
        (_unitTypes, _places) = (new UnitType[forces.Allies], new double[forces.Allies]);
    }

    /// <summary>Reorders the types and places of the team.</summary>
    public void Sort()
    {
        for (int unit = 0; unit < _ranks.Length; unit++)
        {
            _ranks[unit] = _forces.Types[unit].PlaceIn(_types);
        }

        AgentIds.Assign(_order, _ranks, _forces.X.AsSpan(0, _order.Length), _forces.Y.AsSpan(0, _order.Length));
        Reorder(_forces.Types, _unitTypes);
        Reorder(_forces.X, _places);
        Reorder(_forces.Y, _places);
    }

    private void Reorder<T>(T[] values, T[] spare)
    {
        Array.Copy(values, spare, spare.Length);
        for (int id = 0; id < _order.Length; id++)
        {
            values[id] = spare[_order[id]];
        }
    }
}
