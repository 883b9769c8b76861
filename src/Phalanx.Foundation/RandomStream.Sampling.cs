namespace Phalanx.Foundation;

// Orders and subsets.
public partial struct RandomStream
{
    // Floyd's search compares this many numbers in about the time a reservoir draws one.
    private const int ComparisonsPerDraw = 32;

    /// <summary>Puts the items in a random order, all orders equally likely (Fisher and Yates).</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">What to reorder, in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>Writes the integers from 0 up in a random order, all orders equally likely.</summary>
    /// <param name="destination">Where to write; its length says how many.</param>
    public void Permutation(Span<int> destination)
    {
        FillAscending(destination);
        Shuffle(destination);
    }

    /// <summary>
    /// Draws distinct integers from 0 to <paramref name="population"/> - 1, all subsets and all orders equally likely. It needs no memory
    /// but the destination, and its time grows with the sample, not the population, as long as the sample is a small part of it.
    /// </summary>
    /// <param name="destination">Where to write the sample; its length says how many to draw.</param>
    /// <param name="population">How many integers there are to choose from, at least as many as are drawn.</param>
    public void SampleWithoutReplacement(Span<int> destination, int population)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, destination.Length);
        if ((long)destination.Length * destination.Length <= (long)population * ComparisonsPerDraw)
        {
            SampleByFloyd(destination, population);
        }
        else
        {
            SampleByReservoir(destination, population);
        }

        // Both ways draw every subset equally often, but favour some orders.
        Shuffle(destination);
    }

    /// <summary>
    /// One draw per sampled number, from J. Bentley and B. Floyd, "A sample of brilliance", 1987: draw from the first candidates and
    /// one more; on a repetition take the one more, which cannot have been taken yet. Finding repetitions is a vectorised scan.
    /// </summary>
    private void SampleByFloyd(Span<int> destination, int population)
    {
        int newest = population - destination.Length;
        for (int taken = 0; taken < destination.Length; taken++, newest++)
        {
            int candidate = NextInt(newest + 1);
            destination[taken] = destination[..taken].Contains(candidate) ? newest : candidate;
        }
    }

    /// <summary>One draw per number that is not in the first sample; the way to draw a large part of the population.</summary>
    private void SampleByReservoir(Span<int> destination, int population)
    {
        FillAscending(destination);
        for (int candidate = destination.Length; candidate < population; candidate++)
        {
            int place = NextInt(candidate + 1);
            if (place < destination.Length)
            {
                destination[place] = candidate;
            }
        }
    }

    private static void FillAscending(Span<int> destination)
    {
        for (int index = 0; index < destination.Length; index++)
        {
            destination[index] = index;
        }
    }
}
