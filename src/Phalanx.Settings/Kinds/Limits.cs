namespace Phalanx.Settings;

/// <summary>The interval that a number must lie in.</summary>
internal readonly record struct Limits(double Min, double Max, double Above, double Below)
{
    public Limits(SettingAttribute declared)
        : this(declared.Min, declared.Max, declared.Above, declared.Below)
    {
    }

    /// <summary>All numbers.</summary>
    public static Limits None => new(double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity);

    public bool Contain(double value) => value >= Min && value <= Max && value > Above && value < Below;

    /// <summary>The interval in words that follow "a number": <c> above 0 and at most 1</c>. Empty when all numbers are in it.</summary>
    public string Description
    {
        get
        {
            if (double.IsFinite(Min) && double.IsFinite(Max))
            {
                return $" from {Wording.Number(Min)} to {Wording.Number(Max)}";
            }

            string lower = double.IsFinite(Above) ? $" above {Wording.Number(Above)}"
                : double.IsFinite(Min) ? $" of at least {Wording.Number(Min)}"
                : "";
            string upper = double.IsFinite(Below) ? $" below {Wording.Number(Below)}"
                : double.IsFinite(Max) ? $" of at most {Wording.Number(Max)}"
                : "";
            return lower.Length > 0 && upper.Length > 0 ? $"{lower} and{upper.Replace(" of", "", StringComparison.Ordinal)}" : lower + upper;
        }
    }
}
